import { useQuery } from "@tanstack/react-query";
import type { CausesAnswer } from "../../../bot/api/contract.ts";
import { barrierCategoryIds } from "../../../bot/domain/vocabulary.ts";
import { FigureNotes } from "../../components/figure-notes.tsx";
import { Folding } from "../../components/folding.tsx";
import { scrollable } from "../../components/scrollable.ts";
import { weekNumber } from "../../dates.ts";
import { useMe, useSession } from "../../session.ts";
import { areaSearch } from "./paths.ts";

/** Why it is not used: what is in the way across solutions, the most common first, and how it differs between areas. */
export function Causes({ area }: { area: string | null }) {
  const { api, text } = useSession();
  const { week } = useMe();
  const answer = useQuery({
    queryKey: ["causes", area],
    queryFn: ({ signal }) => api.get<CausesAnswer>(`/api/causes${areaSearch(area)}`, signal),
  });
  const words = text.figures.causes;
  if (answer.isPending) return null;
  const { data } = answer;
  return (
    <Folding id="causes-title" title={words.title}>
      {data === undefined && <p className="notice">{text.detail.notRead}</p>}
      {data?.reporting === 0 && <p className="section-intro">{words.none}</p>}
      {data !== undefined && data.reporting > 0 && (
        <>
          <p className="section-intro">
            {words.intro(data.reporting, data.teams)} {data.limit > 1 && words.suppressed(data.limit)}
          </p>
          <CauseList causes={data.causes} />
          {data.areas.length > 1 && <CausesByArea areas={data.areas} />}
          <FigureNotes
            figures={["causes"]}
            basis={{
              causes: {
                answered: text.figures.ofTeams(data.reporting, data.teams),
                updated: text.figures.week(weekNumber(week)),
              },
            }}
          />
        </>
      )}
    </Folding>
  );
}

function CauseList({ causes }: Pick<CausesAnswer, "causes">) {
  const { text } = useSession();
  const words = text.figures.causes;
  const most = Math.max(1, ...causes.map(({ reported }) => reported));
  return (
    <table className="table is-counts figure-table causes">
      <caption className="visually-hidden">{words.title}</caption>
      <thead>
        <tr>
          <th scope="col">{words.cause}</th>
          <th scope="col">{words.reported}</th>
          <th scope="col">{words.open}</th>
          <th scope="col">{words.teams}</th>
        </tr>
      </thead>
      <tbody>
        {causes.map(({ category, detail, reported, open, teams }) => (
          <tr key={`${category}${detail}`}>
            <th scope="row" className={detail === null ? undefined : "cause-detail quiet"}>
              {detail !== null
                ? text.vocabulary.detail[detail]
                : category !== null
                  ? text.vocabulary.category[category]
                  : words.other}
              <span className="cause-bar" aria-hidden="true">
                <span className="ranked-bar" style={{ inlineSize: `${(reported / most) * 100}%` }} />
              </span>
            </th>
            <td>{reported}</td>
            <td>{open}</td>
            <td>{teams}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function CausesByArea({ areas }: Pick<CausesAnswer, "areas">) {
  const { text } = useSession();
  const words = text.figures.causes;
  const shown = barrierCategoryIds.filter((id) => areas.some(({ byCategory }) => byCategory[id] !== undefined));
  return (
    <section className="history-scroll" aria-label={words.areasTitle} {...scrollable}>
      <table className="table is-counts figure-table">
        <caption>{words.areasTitle}</caption>
        <thead>
          <tr>
            <th scope="col">{words.area}</th>
            <th scope="col">{words.reported}</th>
            {shown.map((id) => (
              <th key={id} scope="col">
                {text.vocabulary.category[id]}
              </th>
            ))}
            <th scope="col">{words.otherShort}</th>
          </tr>
        </thead>
        <tbody>
          {areas.map(({ id, name, reported, byCategory }) => (
            <tr key={id ?? ""}>
              <th scope="row">{name ?? words.restOfAreas}</th>
              <td>{reported}</td>
              {shown.map((category) => (
                <td key={category}>{byCategory[category] ?? text.figures.none}</td>
              ))}
              <td>{reported - Object.values(byCategory).reduce((sum, count) => sum + count, 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
