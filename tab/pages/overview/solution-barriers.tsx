import { useSession } from "../../session.ts";
import { TeamBarriers } from "./team-barriers.tsx";
import { useSolution } from "./use-solution.ts";

/** What is in the way, counted by what it is about; for one team also what may be read of it. */
export function SolutionBarriers({ solutionId, teamId }: { solutionId: string; teamId?: string }) {
  const { text } = useSession();
  const answer = useSolution(solutionId, teamId);
  const words = text.detail;
  if (answer.isPending) return null;
  if (answer.data === undefined) {
    return (
      <section className="section">
        <h2>{words.barriersTitle}</h2>
        <p className="notice">{words.notRead}</p>
      </section>
    );
  }
  const total = answer.data.barriers.reduce((sum, { open, closed }) => sum + open + closed, 0);
  return (
    <section className="section">
      <h2>{words.barriersTitle}</h2>
      {answer.data.barriers.length === 0 && <p className="section-intro">{words.barriersNone}</p>}
      <dl className="lined narrow">
        {answer.data.barriers.map(({ category, open, closed }) => (
          <div key={category} className="row apart">
            <dt>{category === null ? words.otherCauses : text.vocabulary.category[category]}</dt>
            <dd>{words.barrierCounts(open, closed)}</dd>
          </div>
        ))}
      </dl>
      {teamId !== undefined && total > 0 && <TeamBarriers teamId={teamId} solutionId={solutionId} total={total} />}
    </section>
  );
}
