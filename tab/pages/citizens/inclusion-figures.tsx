import { useQuery } from "@tanstack/react-query";
import type { InclusionAnswer } from "../../../bot/api/contract.ts";
import { citizenOutcomes, citizenReasonGroupIds } from "../../../bot/domain/vocabulary.ts";
import { named } from "../../components/choose.tsx";
import { ExportButtons } from "../../components/export-buttons.tsx";
import { FigureNotes } from "../../components/figure-notes.tsx";
import { ErrorState, Loading } from "../../components/states.tsx";
import { writtenDate } from "../../dates.ts";
import { useMe, useSession } from "../../session.ts";
import { FigureTable } from "./figure-table.tsx";
import { citizenSteps, publishedFigures } from "./steps-text.ts";

/** What is in the way of citizens and what is done instead, in figures of the reader's own cases as they are now. */
export function InclusionFigures() {
  const { api, text } = useSession();
  const inclusion = useQuery({
    queryKey: ["inclusion"],
    queryFn: ({ signal }) => api.get<InclusionAnswer>("/api/inclusion", signal),
  });
  const updated = writtenDate(useMe().today, text.locale);
  if (inclusion.isPending) return <Loading />;
  if (inclusion.isError) return <ErrorState error={inclusion.error} onRetry={() => void inclusion.refetch()} />;
  const words = text.citizens;
  const { unanswered, teams, reasons, instead, quarters, solutions, reasonsBy } = inclusion.data;
  const groupColumns = named(citizenReasonGroupIds, text.vocabulary.citizenReasonGroup);
  const steps = citizenSteps(text).map;
  const outcomeColumns = citizenOutcomes.map((id) => ({ id, name: text.vocabulary.citizenOutcome[id] }));
  const isEmpty = reasons.length === 0 && quarters.every(({ outcomes }) => outcomes.every((count) => !count));
  return (
    <section className="section" aria-labelledby="figures-title">
      <h2 id="figures-title">{words.figuresTitle}</h2>
      <p className="section-intro">{words.figuresIntro(teams)}</p>
      {isEmpty ? (
        <p className="notice">{words.empty}</p>
      ) : (
        <>
          <div className="columns">
            <Ranked title={words.reasonsTitle} items={reasons} labels={text.vocabulary.citizenReason} />
            <Ranked title={words.insteadTitle} items={instead} labels={text.vocabulary.citizenAlternative} />
          </div>
          <FigureTable
            title={words.quartersTitle}
            level="h3"
            names={words.quarterColumn}
            columns={[...outcomeColumns, { id: "total", name: words.total }]}
            rows={quarters.map(({ id, outcomes, total }) => {
              const [year = "", number = ""] = id.split("-Q");
              return { id, name: words.quarter(number, year), figures: [...outcomes, total] };
            })}
          />
          {solutions.length > 0 && (
            <FigureTable
              title={words.solutionsTitle}
              level="h3"
              names={words.solutionColumn}
              columns={outcomeColumns}
              rows={solutions.map(({ id, name, outcomes }) => ({ id, name, figures: outcomes }))}
            />
          )}
          <FigureTable
            title={steps.reasonsBySolution}
            level="h3"
            names={words.solutionColumn}
            columns={groupColumns}
            rows={reasonsBy.solutions.map(({ counts, ...one }) => ({ ...one, figures: counts }))}
          />
          {reasonsBy.areas.length > 1 && (
            <FigureTable
              title={steps.reasonsByArea}
              level="h3"
              names={publishedFigures(text).areaColumn}
              columns={groupColumns}
              rows={reasonsBy.areas.map(({ counts, ...one }) => ({ ...one, figures: counts }))}
            />
          )}
          {unanswered > 0 && <p className="quiet words">{publishedFigures(text).unanswered(unanswered)}</p>}
          <FigureNotes figures={["notes"]} basis={{ notes: { updated } }} />
          <ExportButtons what="inclusion" search={new URLSearchParams()} />
        </>
      )}
    </section>
  );
}

interface RankedProps<Id extends string> {
  title: string;
  items: { id: Id; count: number }[];
  labels: Record<Id, string>;
}

function Ranked<Id extends string>({ title, items, labels }: RankedProps<Id>) {
  const most = Math.max(...items.map(({ count }) => count), 1);
  return (
    <div>
      <h3>{title}</h3>
      <ul className="ranked">
        {items.map(({ id, count }) => (
          <li key={id}>
            <span>{labels[id]}</span>
            <span className="ranked-count">{count}</span>
            <span className="ranked-bar" aria-hidden="true" style={{ inlineSize: `${(count / most) * 100}%` }} />
          </li>
        ))}
      </ul>
    </div>
  );
}
