import type { BarrierItem } from "../../bot/api/contract.ts";
import { type BarrierStatus, barrierStatusFacts } from "../../bot/domain/vocabulary.ts";
import { useSession } from "../session.ts";

/** A status; one that stands out when something has worked. */
export function StatusPill({ status }: { status: BarrierStatus }) {
  const { text } = useSession();
  const className = barrierStatusFacts[status].worked ? "pill accent" : "pill";
  return <span className={className}>{text.vocabulary.barrierStatus[status]}</span>;
}

/** Where something that is in the way stands, and since when; what is parked tells when it comes back. */
export function Standing({
  status,
  parkedUntil,
  updatedAt,
}: Pick<BarrierItem, "status" | "parkedUntil" | "updatedAt">) {
  const { text } = useSession();
  const format = new Intl.DateTimeFormat(text.locale, {
    day: "numeric",
    month: "short",
    timeZone: "Europe/Copenhagen",
  });
  const isParked = status === "parked" && parkedUntil !== null;
  const at = isParked ? parkedUntil : updatedAt;
  const date = format.format(new Date(at));
  return (
    <>
      <StatusPill status={status} />
      <time dateTime={at}>{isParked ? text.barriers.card.parkedUntil(date) : date}</time>
    </>
  );
}
