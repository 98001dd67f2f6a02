import { Button } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import type { PoliticiansAnswer } from "../../../bot/api/contract.ts";
import { citizenAlternativeGroupIds } from "../../../bot/domain/vocabulary.ts";
import { setQuery } from "../../address.ts";
import { Choose } from "../../components/choose.tsx";
import { Link } from "../../components/link.tsx";
import { PrintedOn } from "../../components/printed-on.tsx";
import { ErrorState, Loading } from "../../components/states.tsx";
import { useRoute } from "../../router.ts";
import { useSession } from "../../session.ts";
import { capital } from "../barriers/words.ts";
import { lastOverview } from "../overview/last-overview.ts";
import { periodName } from "../quarter/words.ts";
import { PoliticalSolution } from "./political-solution.tsx";
import { politiciansText } from "./words.ts";
import "../../styles/politicians.css";

type Task = PoliticiansAnswer["tasks"][number];

/** *Til politikerne*: one page for each welfare task, to be handed on as it stands. */
export function PoliticiansPage() {
  const { api, text } = useSession();
  const area = useRoute().query.get("area") ?? "";
  const words = politiciansText(text);
  const search = new URLSearchParams(area === "" ? [] : [["area", area]]);
  const answer = useQuery({
    queryKey: ["politicians", area],
    queryFn: ({ signal }) => api.get<PoliticiansAnswer>(`/api/politicians?${search}`, signal),
    placeholderData: (before) => before,
  });
  useEffect(() => {
    document.title = `${words.title} – ${text.shell.titleSuffix}`;
  }, [words, text]);
  return (
    <article className="overview politicians-page">
      <p className="back">
        <Link to={`/overview${lastOverview.search}`}>← {words.back}</Link>
      </p>
      {answer.isPending && <Loading />}
      {answer.isError && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.data !== undefined && !answer.isError && <Page answer={answer.data} />}
    </article>
  );
}

const keyOf = ({ solutions }: Task) => solutions[0]?.id ?? "";

function Page({ answer }: { answer: PoliticiansAnswer }) {
  const { text } = useSession();
  const { query } = useRoute();
  const words = politiciansText(text);
  const { place, places, tasks } = answer;
  const titleOf = ({ task, solutions }: Task) => task ?? words.unnamed(capital(solutions[0]?.name ?? ""));
  const shown = tasks.find((one) => keyOf(one) === query.get("task")) ?? tasks[0];
  return (
    <>
      <header className="page-header overview-header">
        <div>
          <h1>
            {shown === undefined ? words.title : capital(titleOf(shown))}{" "}
            <span className="caption">
              {words.title} · {place.name}
            </span>
          </h1>
          <PrintedOn about={place.id === "*" ? [] : [place.name]} />
          <p className="page-subtitle no-print">{words.intro}</p>
        </div>
        <div className="controls">
          {places.length > 1 && (
            <Choose
              isSmall
              label={words.place}
              options={places}
              value={place.id}
              onChange={(id) => setQuery("area", id === places[0]?.id ? null : id)}
            />
          )}
          {shown !== undefined && tasks.length > 1 && (
            <Choose
              isSmall
              label={words.task}
              options={tasks.map((one) => ({ id: keyOf(one), name: titleOf(one) }))}
              value={keyOf(shown)}
              onChange={(id) => setQuery("task", id)}
            />
          )}
        </div>
      </header>
      {shown === undefined ? <p className="quiet">{words.nothing}</p> : <TaskPage task={shown} answer={answer} />}
    </>
  );
}

function TaskPage({ task, answer }: { task: Task; answer: PoliticiansAnswer }) {
  const words = politiciansText(useSession().text);
  return (
    <>
      {task.jargon.length > 0 && (
        <section className="notice no-print" aria-labelledby="jargon-title">
          <h2 id="jargon-title" className="small">
            {words.jargonTitle}
          </h2>
          <p>{words.jargonIntro}</p>
          <ul className="bullets">
            {task.jargon.map(({ word, says }) => (
              <li key={word}>{words.jargon(word, says)}</li>
            ))}
          </ul>
        </section>
      )}
      {task.solutions.map((solution) => (
        <PoliticalSolution key={solution.id} solution={solution} />
      ))}
      <Instead published={answer.published} />
      {task.explained.length > 0 && (
        <section className="section">
          <h2>{words.explained}</h2>
          <dl className="explained">
            {task.explained.map(({ word, says }) => (
              <div key={word}>
                <dt className="strong">{capital(word)}</dt>
                <dd>{says}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      <p className="quiet">{words.standing}</p>
      <div className="export-buttons row">
        <Button size="small" appearance="subtle" onClick={() => window.print()}>
          {words.print}
        </Button>
      </div>
    </>
  );
}

/** What is done for those who are not digital, in the figures that everybody may see. */
function Instead({ published }: Pick<PoliticiansAnswer, "published">) {
  const { text } = useSession();
  const words = politiciansText(text);
  const { citizenAlternativeGroup } = text.vocabulary;
  const known = citizenAlternativeGroupIds.flatMap((id) => {
    const count = published?.instead[id] ?? null;
    return count === null ? [] : [words.insteadLine(citizenAlternativeGroup[id], count)];
  });
  return (
    <section className="section">
      <h2>{words.instead}</h2>
      {published === null && <p className="quiet">{words.noInstead}</p>}
      {published !== null && known.length === 0 && <p className="quiet">{words.hiddenInstead}</p>}
      {known.length > 0 && (
        <ul className="bullets">
          {known.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {published !== null && <p className="quiet">{words.insteadPeriod(periodName(text, published.period))}</p>}
    </section>
  );
}
