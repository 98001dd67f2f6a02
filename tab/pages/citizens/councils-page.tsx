import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { CouncilsAnswer } from "../../../bot/api/contract.ts";
import {
  citizenAlternativeGroupIds,
  citizenReasonGroupIds,
  inclusionPrinciples,
} from "../../../bot/domain/vocabulary.ts";
import { Choose } from "../../components/choose.tsx";
import { ExportButtons } from "../../components/export-buttons.tsx";
import { FigureNotes } from "../../components/figure-notes.tsx";
import { ErrorState, Loading } from "../../components/states.tsx";
import { useMe, useSession } from "../../session.ts";
import { capital } from "../barriers/words.ts";
import { CriteriaWords, Principles } from "./criteria-words.tsx";
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
    <section aria-labelledby="councils-title">
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
      <Agreements criteria={criteria} />
      <Learnings learnings={learnings} />
      <Standing />
      <ExportButtons what="councils" search={search} />
    </section>
  );
}

function Figures({ published }: { published: NonNullable<CouncilsAnswer["published"]> }) {
  const { text } = useSession();
  const words = citizenSteps(text).councils;
  const period = usePeriodName()(published.period);
  const { citizenReasonGroup, citizenAlternativeGroup } = text.vocabulary;
  const table = {
    level: "h3" as const,
    names: publishedFigures(text).groupColumn,
    columns: [{ id: "count", name: words.count }],
  };
  return (
    <>
      <p className="quiet">{words.period(period)}</p>
      <div className="halves">
        <FigureTable
          {...table}
          title={words.figures}
          rows={citizenReasonGroupIds.map((id) => {
            return { id, name: citizenReasonGroup[id], figures: [published.reasons[id] ?? null] };
          })}
        />
        <FigureTable
          {...table}
          title={words.instead}
          rows={citizenAlternativeGroupIds.map((id) => {
            return { id, name: citizenAlternativeGroup[id], figures: [published.instead[id] ?? null] };
          })}
        />
      </div>
      <p className="quiet words">{publishedFigures(text).severalWhy}</p>
      <p className="quiet words">{publishedFigures(text).protected(published.limit)}</p>
      <FigureNotes figures={["published"]} basis={{ published: { updated: period } }} />
    </>
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
              <Principles done={one.principles} hasSource={false} />
            </li>
          ))}
        </ul>
      )}
    </section>
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
        <ul className="bullets">
          {inclusionPrinciples.map((id) => (
            <li key={id}>{principles.items[id]}</li>
          ))}
        </ul>
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
