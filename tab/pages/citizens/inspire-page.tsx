import { useState } from "react";
import type { IdeasAnswer } from "../../../bot/api/contract.ts";
import { citizenAlternativeGroupIds, citizenReasonGroupIds } from "../../../bot/domain/vocabulary.ts";
import { Choose, named } from "../../components/choose.tsx";
import { FigureNotes } from "../../components/figure-notes.tsx";
import { Link } from "../../components/link.tsx";
import { ErrorState, Loading } from "../../components/states.tsx";
import { useMe, useSession } from "../../session.ts";
import { capital } from "../barriers/words.ts";
import { useCriteria } from "./develop-page.tsx";
import { FigureTable } from "./figure-table.tsx";
import { useIdeas } from "./offered.tsx";
import { useCitizenFigures, usePeriodName } from "./published-figures.tsx";
import { citizenSteps, publishedFigures } from "./steps-text.ts";

/** *Inspirere*: for what is difficult and a solution, what has helped, what was tried, and ideas. */
export function InspirePage() {
  const { text } = useSession();
  const words = citizenSteps(text).inspire;
  const [reason, setReason] = useState("");
  const [solutionId, setSolutionId] = useState("");
  const group = citizenReasonGroupIds.find((id) => id === reason);
  const solutions = useCriteria().data?.solutions ?? [];
  const ideas = useIdeas({ solutionId, group });
  const fitting = citizenSteps(text).ideas.filter(({ groups }) => group === undefined || groups.includes(group));
  return (
    <>
      <p className="section-intro">{words.intro}</p>
      <div className="controls">
        <Choose
          isSmall
          label={words.reason}
          empty={words.anyReason}
          options={named(citizenReasonGroupIds, text.vocabulary.citizenReasonGroup)}
          value={reason}
          onChange={setReason}
        />
        <Choose
          isSmall
          label={words.solution}
          empty={words.anySolution}
          options={solutions.map(({ id, name }) => ({ id, name: capital(name) }))}
          value={solutionId}
          onChange={setSolutionId}
        />
      </div>
      {ideas.isPending && <Loading />}
      {ideas.isError && <ErrorState error={ideas.error} onRetry={() => void ideas.refetch()} />}
      {ideas.data && <Worked worked={ideas.data.worked} />}
      {ideas.data && <Tried trials={ideas.data.trials} />}
      <section className="section">
        <h2>{words.ideas}</h2>
        <ul className="bullets">
          {fitting.map(({ words: idea }) => (
            <li key={idea}>{idea}</li>
          ))}
        </ul>
        <p className="quiet words">{words.ideasSource}</p>
      </section>
    </>
  );
}

function Worked({ worked }: Pick<IdeasAnswer, "worked">) {
  const { text } = useSession();
  const { roles } = useMe();
  const words = citizenSteps(text).inspire;
  const seesCases = roles.some(({ role }) => role === "leader" || role === "standIn" || role === "navigator");
  const seesPublished = !seesCases || roles.some(({ role }) => role === "manager");
  return (
    <>
      {seesCases && (
        <section className="section">
          <h2>{words.worked}</h2>
          <p className="section-intro">{worked.length === 0 ? words.workedNone : words.workedIntro}</p>
          {worked.length > 0 && (
            <dl className="lined narrow">
              {worked.map(({ id, count }) => (
                <div key={id} className="row apart">
                  <dt>{text.vocabulary.citizenAlternative[id]}</dt>
                  <dd>{count}</dd>
                </div>
              ))}
            </dl>
          )}
        </section>
      )}
      {seesPublished && <WorkedInAll />}
    </>
  );
}

/** What managers see of it: the latest publication that shows any of it, for the whole municipality. */
function WorkedInAll() {
  const { text } = useSession();
  const words = citizenSteps(text).inspire;
  const figures = useCitizenFigures();
  const nameOf = usePeriodName();
  if (figures.isPending) return <Loading />;
  if (figures.isError) return <ErrorState error={figures.error} onRetry={() => void figures.refetch()} />;
  const shown = figures.data.whole.find(({ worked }) => Object.values(worked ?? {}).some((count) => count !== null));
  if (shown === undefined) {
    return (
      <section className="section">
        <h2>{words.workedWhole}</h2>
        <p className="words">{words.workedWholeNone}</p>
      </section>
    );
  }
  const rows = citizenAlternativeGroupIds.map((id) => ({
    id,
    name: text.vocabulary.citizenAlternativeGroup[id],
    figures: [shown.instead[id] ?? null, shown.worked?.[id] ?? null],
  }));
  const period = nameOf(shown.period);
  return (
    <section className="section">
      <h2>{words.workedWhole}</h2>
      <p className="section-intro">{words.workedWholeIntro(period)}</p>
      <FigureTable
        level="h3"
        title={period}
        names={words.way}
        columns={[
          { id: "with", name: words.withWay },
          { id: "came", name: words.cameAlong },
        ]}
        rows={rows}
      />
      <p className="quiet words">{publishedFigures(text).protected(shown.limit)}</p>
      <FigureNotes figures={["published"]} basis={{ published: { updated: period } }} />
    </section>
  );
}

function Tried({ trials }: Pick<IdeasAnswer, "trials">) {
  const { text } = useSession();
  const words = citizenSteps(text).inspire;
  return (
    <section className="section">
      <h2>{words.trials}</h2>
      {trials.length === 0 && <p className="quiet">{words.trialsNone}</p>}
      {trials.length > 0 && (
        <ul className="lined">
          {trials.map(({ id, what, learned }) => (
            <li key={id}>
              <Link to={`/trials/${encodeURIComponent(id)}`}>{what}</Link>
              {learned !== null && <p className="words">{learned}</p>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
