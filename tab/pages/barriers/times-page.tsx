import { useQuery } from "@tanstack/react-query";
import type { BarrierTimesAnswer } from "../../../bot/api/contract.ts";
import { FigureNotes } from "../../components/figure-notes.tsx";
import { PageTop } from "../../components/page-top.tsx";
import { scrollable } from "../../components/scrollable.ts";
import { ErrorState, Loading } from "../../components/states.tsx";
import { writtenDate } from "../../dates.ts";
import { useMe, useSession } from "../../session.ts";
import { boardTools } from "./board-words.ts";
import { lastBoard } from "./last-board.ts";
import { useDuration } from "./use-duration.ts";
import { capital } from "./words.ts";

/** How long it takes, what comes back, and where the same is met again: by solution and topic. */
export function TimesPage() {
  const { api, text } = useSession();
  const words = boardTools(text).times;
  const updated = writtenDate(useMe().today, text.locale);
  const answer = useQuery({
    queryKey: ["barrier-times"],
    queryFn: ({ signal }) => api.get<BarrierTimesAnswer>("/api/barriers/times", signal),
  });
  if (answer.isError && answer.data === undefined) {
    return <ErrorState isPage error={answer.error} onRetry={() => void answer.refetch()} />;
  }
  if (answer.data === undefined) return <Loading />;
  return (
    <article className="times weekly">
      <PageTop
        back={{ to: `/barriers${lastBoard.search}`, label: text.barriers.item.back }}
        words={words}
        titleId="times-title"
      />
      {answer.data.lines.length === 0 ? <p className="quiet">{words.none}</p> : <Times lines={answer.data.lines} />}
      <FigureNotes figures={["topicTimes", "cameBack"]} basis={{ topicTimes: { updated }, cameBack: { updated } }} />
    </article>
  );
}

function Times({ lines }: { lines: BarrierTimesAnswer["lines"] }) {
  const { text } = useSession();
  const words = boardTools(text).times;
  const duration = useDuration();
  const names = (teams: { name: string }[]) => teams.map(({ name }) => name).join(", ");
  return (
    <section className="outcomes is-wide" aria-labelledby="times-title" {...scrollable}>
      <table className="table is-counts" aria-labelledby="times-title">
        <thead>
          <tr>
            {words.columns.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={`${line.solutionId} ${line.category}`}>
              <th scope="row">
                {capital(line.solutionName)}:{" "}
                {line.category === null ? words.undescribed : text.vocabulary.category[line.category]}
              </th>
              <td>{line.reported}</td>
              <td>{duration(line.hoursToReaction)}</td>
              <td>{duration(line.hoursToSolved)}</td>
              <td>{duration(line.hoursToConfirmed)}</td>
              <td>{line.cameBack}</td>
              <td>{line.teams}</td>
              <td>{names(line.againIn)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
