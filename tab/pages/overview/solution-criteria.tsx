import { useSession } from "../../session.ts";
import { Principles } from "../citizens/criteria-words.tsx";
import { CriteriaItems, useCriteria } from "../citizens/develop-page.tsx";
import { citizenSteps } from "../citizens/steps-text.ts";

/** What is agreed about the solution, for the whole municipality and its areas. */
export function SolutionCriteria({ solutionId }: { solutionId: string }) {
  const { text } = useSession();
  const criteria = useCriteria();
  if (criteria.data === undefined) return null;
  const items = criteria.data.items.filter((one) => one.solutionId === solutionId);
  const words = citizenSteps(text).criteria;
  return (
    <section className="section">
      <h2>{words.title}</h2>
      {items.length === 0 ? (
        <>
          <p className="section-intro">{words.noneForSolution}</p>
          <Principles done={[]} />
        </>
      ) : (
        <CriteriaItems items={items} answer={criteria.data} />
      )}
    </section>
  );
}
