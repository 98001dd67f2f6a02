import type { BarrierItem } from "../../bot/api/contract.ts";
import { useSession } from "../session.ts";

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
      <span className={`status status-${status}`}>{text.vocabulary.barrierStatus[status]}</span>
      <time dateTime={at}>{isParked ? text.barriers.card.parkedUntil(date) : date}</time>
    </>
  );
}
