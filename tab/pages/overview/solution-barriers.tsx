import { useQuery } from "@tanstack/react-query";
import type { SolutionBarriers as Answer } from "../../../bot/api/contract.ts";
import { useSession } from "../../session.ts";

/** What is in the way, counted by what it is about. */
export function SolutionBarriers({ solutionId, teamId }: { solutionId: string; teamId?: string }) {
  const { api, text } = useSession();
  const search = teamId === undefined ? "" : `?team=${encodeURIComponent(teamId)}`;
  const answer = useQuery({
    queryKey: ["solution", solutionId, teamId ?? null],
    queryFn: ({ signal }) => api.get<Answer>(`/api/solutions/${encodeURIComponent(solutionId)}${search}`, signal),
  });
  const words = text.detail;
  if (answer.data === undefined) return null;
  return (
    <section className="section">
      <h2>{words.barriersTitle}</h2>
      {answer.data.barriers.length === 0 && <p className="section-intro">{words.barriersNone}</p>}
      <dl className="pairs">
        {answer.data.barriers.map(({ category, open, closed }) => (
          <div key={category}>
            <dt>{category === null ? words.uncategorised : text.vocabulary.category[category]}</dt>
            <dd>{words.barrierCounts(open, closed)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
