import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { CouncilsAnswer } from "../../../bot/api/contract.ts";
import {
  citizenAlternativeGroupIds,
  citizenReasonGroupIds,
  type InclusionPrinciple,
  inclusionPrinciples,
} from "../../../bot/domain/vocabulary.ts";
import { Choose } from "../../components/choose.tsx";
import { ExportButtons } from "../../components/export-buttons.tsx";
import { FigureNotes } from "../../components/figure-notes.tsx";
import { ErrorState, Loading } from "../../components/states.tsx";
import { useMe, useSession } from "../../session.ts";
import { capital } from "../barriers/words.ts";
import { CriteriaWords } from "./criteria-words.tsx";
import { FigureTable } from "./figure-table.tsx";
import { usePeriodName } from "./published-figures.tsx";
import { citizenSteps, publishedFigures } from "./steps-text.ts";

/** *Til rådene*: one page to hand on, with nothing in it that is not published, agreed or shared. */
export function CouncilsPage() {
  const { api, text } = useSession();
  const me = useMe();
  const words = citizenSteps(text).councils;
  const [area, setArea] = useState("");
  const search = new URLSearchParams(area === "" ? [] : [["area", area]]);
  const answer = useQuery({
    queryKey: ["councils", area],
    queryFn: ({ signal }) => api.get<CouncilsAnswer>(`/api/councils?${search}`, signal),
    placeholderData: (before) => before,
  });
  if (answer.isPending) return <Loading />;
  if (answer.isError) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />;
  const { name, areas, published, criteria, learnings } = answer.data;
  return (
    <section className="councils" aria-labelledby="councils-title">
      <h2 id="councils-title">
        {citizenSteps(text).steps.councils}: {name}
      </h2>
      <p className="section-intro">{words.intro}</p>
      <div className="controls">
        <Choose
          isSmall
          label={words.area}
          empty={me.municipality.name}
          options={areas}
          value={area}
          onChange={setArea}
        />
      </div>
      {published !== null && <Figures published={published} />}
      {published === null && (
        <section className="section">
          <h3>{words.figures}</h3>
          <p className="quiet">{words.noFigures}</p>
        </section>
      )}
      <div className="councils-words">
        <Agreements criteria={criteria} />
        <Learnings learnings={learnings} />
        <Standing />
      </div>
      <ExportButtons what="councils" search={search} />
    </section>
  );
}

function Figures({ published }: { published: NonNullable<CouncilsAnswer["published"]> }) {
  const { text } = useSession();
  const words = citizenSteps(text).councils;
  const period = usePeriodName()(published.period);
  const { citizenReasonGroup, citizenAlternativeGroup } = text.vocabulary;
  return (
    <>
      <p className="quiet">{words.period(period)}</p>
      <div className="halves">
        <Shown
          title={words.figures}
          ids={citizenReasonGroupIds}
          names={citizenReasonGroup}
          figures={published.reasons}
        />
        <Shown
          title={words.instead}
          ids={citizenAlternativeGroupIds}
          names={citizenAlternativeGroup}
          figures={published.instead}
        />
      </div>
      <p className="quiet words">{publishedFigures(text).severalWhy}</p>
      <p className="quiet words">{publishedFigures(text).protected(published.limit)}</p>
      <FigureNotes figures={["published"]} basis={{ published: { updated: period } }} />
    </>
  );
}

interface ShownProps<Id extends string> {
  title: string;
  ids: readonly Id[];
  names: Record<Id, string>;
  figures: Partial<Record<Id, number | null>>;
}

/** What is shown as a table, and what is hidden in one line; one sentence where all of it is. */
function Shown<Id extends string>({ title, ids, names, figures }: ShownProps<Id>) {
  const { text } = useSession();
  const words = publishedFigures(text);
  const { count: column, hidden } = citizenSteps(text).councils;
  const rows = ids.flatMap((id) => {
    const count = figures[id] ?? null;
    return count === null ? [] : [{ id, name: names[id], figures: [count] }];
  });
  const rest = ids.filter((id) => rows.every((row) => row.id !== id)).map((id) => names[id]);
  if (rows.length === 0) {
    return (
      <section>
        <h3>{title}</h3>
        <p className="words">{words.tooFew}</p>
      </section>
    );
  }
  return (
    <div>
      <FigureTable
        level="h3"
        title={title}
        names={words.groupColumn}
        columns={[{ id: "count", name: column }]}
        rows={rows}
      />
      {rest.length > 0 && <p className="quiet words">{hidden(rest.join(" · "))}</p>}
    </div>
  );
}

function Agreements({ criteria }: Pick<CouncilsAnswer, "criteria">) {
  const { text } = useSession();
  const { councils: words } = citizenSteps(text);
  return (
    <section className="section">
      <h3>{words.criteria}</h3>
      {criteria.length === 0 && <p className="quiet">{citizenSteps(text).criteria.none}</p>}
      {criteria.length > 0 && (
        <ul className="stack is-loose">
          {criteria.map((one) => (
            <li key={`${one.solutionId} ${one.area}`}>
              <h4>
                {capital(one.solutionName)} <span className="quiet">{one.areaName}</span>
              </h4>
              <CriteriaWords criteria={one} />
              <Ticked done={one.principles} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Which of the principles further down have been gone through, by their numbers. */
function Ticked({ done }: { done: readonly InclusionPrinciple[] }) {
  const { principles: words } = citizenSteps(useSession().text);
  const numbersOf = (isDone: boolean) =>
    inclusionPrinciples.flatMap((id, index) => (done.includes(id) === isDone ? [index + 1] : [])).join(", ");
  const [yes, no] = [numbersOf(true), numbersOf(false)];
  return (
    <p className="quiet">
      {words.title}: {yes !== "" && <span>{words.numbered(words.yes, yes)}</span>}
      {yes !== "" && no !== "" && " · "}
      {no !== "" && <span>{words.numbered(words.no, no)}</span>}
    </p>
  );
}

function Learnings({ learnings }: Pick<CouncilsAnswer, "learnings">) {
  const words = citizenSteps(useSession().text).councils;
  return (
    <section className="section">
      <h3>{words.learnings}</h3>
      <p className="section-intro">{learnings.length === 0 ? words.learningsNone : words.learningsIntro}</p>
      {learnings.length > 0 && (
        <ul className="lined">
          {learnings.map(({ solutionName, what, learned }) => (
            <li key={`${solutionName} ${what} ${learned}`}>
              {what !== null && <p className="strong">{what}</p>}
              <p className="words">{learned}</p>
              {solutionName !== null && <p className="quiet">{capital(solutionName)}</p>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** What always stands there: the principles, what nobody knows and why, and what is known of the whole country. */
function Standing() {
  const { text } = useSession();
  const { councils: words, principles } = citizenSteps(text);
  return (
    <>
      <section className="section">
        <h3>{principles.title}</h3>
        <ol className="bullets is-numbered">
          {inclusionPrinciples.map((id) => (
            <li key={id}>{principles.items[id]}</li>
          ))}
        </ol>
        <p className="quiet">{principles.source}</p>
      </section>
      <section className="section">
        <h3>{words.unknown}</h3>
        <ul className="bullets">
          {words.unknownLines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </section>
      <section className="section">
        <h3>{words.national}</h3>
        <p className="words">{words.nationalText}</p>
      </section>
    </>
  );
}
