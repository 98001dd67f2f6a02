import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { InclusionAnswer } from "../../../bot/api/contract.ts";
import { citizenOutcomes } from "../../../bot/domain/vocabulary.ts";
import { Link } from "../../components/link.tsx";
import { useMe, useSession } from "../../session.ts";
import { frequent, useCitizenFigures, usePeriodName } from "../citizens/published-figures.tsx";
import { publishedFigures } from "../citizens/steps-text.ts";

/** What is noted about citizens at the solution: managers see what is published, the others their own notes as they are now. */
export function SolutionInclusion({ solutionId }: { solutionId: string }) {
  const me = useMe();
  const isManager = me.roles.some(({ role }) => role === "manager");
  return isManager ? <PublishedOf solutionId={solutionId} /> : <OwnOf solutionId={solutionId} />;
}

/** The solution's part of the latest publication that has any, as on the page of citizens. */
function PublishedOf({ solutionId }: { solutionId: string }) {
  const { text } = useSession();
  const figures = useCitizenFigures();
  const nameOf = usePeriodName();
  if (figures.isError) return <NotRead />;
  if (figures.data === undefined) return null;
  const latest = figures.data.whole.find(({ solutions }) => solutions.some(({ id }) => id === solutionId));
  const solution = latest?.solutions.find(({ id }) => id === solutionId);
  // None at all and too few to show look the same, so that a small number cannot be told from nothing.
  if (latest === undefined || solution === undefined) {
    return (
      <Section>
        <p className="section-intro">{publishedFigures(text).tooFew}</p>
      </Section>
    );
  }
  const { citizenReasonGroup } = text.vocabulary;
  return (
    <Section>
      <p className="section-intro">{`${publishedFigures(text).reasonsTitle}: ${nameOf(latest.period)}, ${publishedFigures(text).wholeTitle}`}</p>
      <dl className="lined narrow">
        {frequent(solution.reasons).map(([group, count]) => (
          <div key={group} className="row apart">
            <dt>{citizenReasonGroup[group as keyof typeof citizenReasonGroup]}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet words">{publishedFigures(text).protected(latest.limit)}</p>
      <AllFigures />
    </Section>
  );
}

function OwnOf({ solutionId }: { solutionId: string }) {
  const { api, text } = useSession();
  const inclusion = useQuery({
    queryKey: ["inclusion"],
    queryFn: ({ signal }) => api.get<InclusionAnswer>("/api/inclusion", signal),
  });
  const words = text.citizens;
  if (inclusion.isError) return <NotRead />;
  if (inclusion.data === undefined || inclusion.data.teams === 0) return null;
  const { teams, solutions } = inclusion.data;
  const outcomes = solutions.find(({ id }) => id === solutionId)?.outcomes ?? [];
  if (outcomes.every((count) => !count)) {
    return (
      <Section>
        <p className="section-intro">{words.noneForSolution}</p>
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
            <dd>{outcomes[index] ?? 0}</dd>
          </div>
        ))}
      </dl>
      <AllFigures />
    </Section>
  );
}

function NotRead() {
  const { text } = useSession();
  return (
    <Section>
      <p className="notice">{text.detail.notRead}</p>
    </Section>
  );
}

function AllFigures() {
  const { text } = useSession();
  const me = useMe();
  if (!me.pages.includes("citizens")) return null;
  return (
    <p className="words">
      <Link to="/citizens">{text.citizens.allFigures}</Link>
    </p>
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
