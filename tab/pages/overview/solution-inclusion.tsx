import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { InclusionAnswer } from "../../../bot/api/contract.ts";
import { citizenOutcomes } from "../../../bot/domain/vocabulary.ts";
import { Link } from "../../components/link.tsx";
import { useMe, useSession } from "../../session.ts";

/**
 * How citizens who could not be digital at first use the solution now. It is the solution's row of the figures on the page
 * of citizens, hidden there as here: asking for one solution alone would be a way around what is hidden.
 */
export function SolutionInclusion({ solutionId }: { solutionId: string }) {
  const { api, text } = useSession();
  const me = useMe();
  const inclusion = useQuery({
    queryKey: ["inclusion"],
    queryFn: ({ signal }) => api.get<InclusionAnswer>("/api/inclusion", signal),
  });
  const words = text.citizens;
  if (inclusion.isError) {
    return (
      <Section>
        <p className="notice">{text.detail.notRead}</p>
      </Section>
    );
  }
  if (inclusion.data === undefined || inclusion.data.teams === 0) return null;
  const { limit, teams, solutions } = inclusion.data;
  const outcomes = solutions.find(({ id }) => id === solutionId)?.outcomes ?? [];
  // None at all and too few to show look the same, so that a small number cannot be told from nothing.
  if (outcomes.every((count) => count === null)) {
    return (
      <Section>
        <p className="section-intro">{limit > 0 ? words.tooFewNoted : words.noneForSolution}</p>
      </Section>
    );
  }
  return (
    <Section>
      <p className="section-intro">{words.figuresIntro(teams)}</p>
      <dl className="lined narrow">
        {citizenOutcomes.map((outcome, index) => (
          <div key={outcome} className="row apart">
            <dt>{text.vocabulary.citizenOutcome[outcome]}</dt>
            <dd>{outcomes[index] ?? <span className="quiet">{words.hidden}</span>}</dd>
          </div>
        ))}
      </dl>
      {limit > 0 && outcomes.some((count) => count === null) && <p className="quiet words">{words.hiddenWhy(limit)}</p>}
      {me.pages.includes("citizens") && (
        <p className="words">
          <Link to="/citizens">{words.allFigures}</Link>
        </p>
      )}
    </Section>
  );
}

function Section({ children }: { children: ReactNode }) {
  const { text } = useSession();
  return (
    <section className="section">
      <h2>{text.citizens.forSolution}</h2>
      {children}
    </section>
  );
}
