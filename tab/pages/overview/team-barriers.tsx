import { useQuery } from "@tanstack/react-query";
import type { BarrierItem, BarriersAnswer } from "../../../bot/api/contract.ts";
import { isOpen } from "../../../bot/domain/barrier/barrier.ts";
import { Link } from "../../components/link.tsx";
import { Standing } from "../../components/standing.tsx";
import { useSession } from "../../session.ts";

/** So many are listed; whoever wants more goes to the board. */
const mostListed = 12;

interface TeamBarriersProps {
  teamId: string;
  solutionId: string;
  /** How many there are in all, seen or not. */
  total: number;
}

/** Those that the person may read, the open ones first. The others stay a figure. */
export function TeamBarriers({ teamId, solutionId, total }: TeamBarriersProps) {
  const { api, text } = useSession();
  const search = new URLSearchParams({ team: teamId, solution: solutionId, limit: "100" });
  const answer = useQuery({
    queryKey: ["team-barriers", teamId, solutionId],
    queryFn: ({ signal }) => api.get<BarriersAnswer>(`/api/barriers?${search}`, signal),
  });
  const words = text.detail;
  if (answer.isError) return <p className="notice">{words.notRead}</p>;
  if (answer.data === undefined) return null;
  const { items, next } = answer.data;
  const listed = items.toSorted((a, b) => Number(isOpen(b)) - Number(isOpen(a))).slice(0, mostListed);
  const isCut = items.length > listed.length || next !== undefined;
  return (
    <>
      {listed.length > 0 && (
        <ul className="lined narrow">
          {listed.map((item) => (
            <Barrier key={item.id} item={item} />
          ))}
        </ul>
      )}
      {isCut && (
        <p>
          <Link to={`/barriers?${new URLSearchParams({ solution: solutionId })}`}>{words.moreOnBoard}</Link>
        </p>
      )}
      {!isCut && total > items.length && (
        <p className="quiet">{listed.length === 0 ? words.noneReadable : words.onlyFigures}</p>
      )}
    </>
  );
}

function Barrier({ item }: { item: BarrierItem }) {
  const { text } = useSession();
  const title = item.detail === null ? text.detail.uncategorised : text.vocabulary.detail[item.detail];
  return (
    <li>
      <Link to={`/barriers/${encodeURIComponent(item.id)}`}>{title}</Link>
      {item.consequence !== null && <p className="words">{item.consequence}</p>}
      <p className="row caption">
        <Standing {...item} />
      </p>
    </li>
  );
}
