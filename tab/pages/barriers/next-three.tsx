import { useQueryClient } from "@tanstack/react-query";
import type { BarrierItem } from "../../../bot/api/contract.ts";
import { isUnsolved } from "../../../bot/domain/vocabulary.ts";
import { Link } from "../../components/link.tsx";
import { useMe, useSession } from "../../session.ts";
import { boardTools } from "./board-words.ts";
import { type BarrierList, barriersKey } from "./use-barriers.ts";
import { daysBetween, shortDate, titleOf } from "./words.ts";

const most = 3;

/** What is to be looked at next of one's own: what is overdue, then what is not put aside, the oldest first. */
function nextOf(items: readonly BarrierItem[], me: string): BarrierItem[] {
  const order = ({ overdueSince, comesBackOn, createdAt }: BarrierItem) =>
    `${overdueSince === null ? 1 : 0}${comesBackOn === null ? 0 : 1}${overdueSince ?? createdAt}`;
  return items
    .filter(({ assignedTo, status }) => assignedTo?.id === me && isUnsolved(status))
    .toSorted((a, b) => (order(a) < order(b) ? -1 : 1))
    .slice(0, most);
}

/** *Dine næste tre*; nothing for whoever has nothing. */
export function NextThree({ items }: { items: readonly BarrierItem[] }) {
  const { text } = useSession();
  const me = useMe();
  const words = boardTools(text).next;
  const queries = useQueryClient();
  // Whatever the board is narrowed to; where it was opened so, nothing else is fetched.
  const all = queries.getQueryData<BarrierList>([barriersKey, "", false])?.items ?? items;
  const next = nextOf(all, me.person.id);
  if (next.length === 0) return null;
  return (
    <section className="next-three" aria-label={words.title}>
      <h2 className="lead">{words.title}</h2>
      <ol className="row">
        {next.map((item) => (
          <li key={item.id}>
            <Link to={`/barriers/${encodeURIComponent(item.id)}`}>{titleOf(item, text)}</Link>{" "}
            <span className="caption">
              {item.teamName} ·{" "}
              {item.overdueSince === null
                ? words.age(daysBetween(item.createdAt, me.today))
                : words.overdue(shortDate(text.locale)(item.overdueSince))}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
