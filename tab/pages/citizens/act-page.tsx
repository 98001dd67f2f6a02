import { useQuery } from "@tanstack/react-query";
import type { CitizenCasesAnswer } from "../../../bot/api/contract.ts";
import { Link } from "../../components/link.tsx";
import { writtenDate } from "../../dates.ts";
import { useMe, useSession } from "../../session.ts";
import { trialTitle } from "../trials/title.ts";
import { useTrials } from "../trials/use-trials.ts";
import { difficultIn } from "./case-item.tsx";
import { citizenSteps } from "./steps-text.ts";
import { Studies } from "./studies.tsx";

/** So many with a date are shown. */
const mostDated = 10;

/** *Handle*: what has a date, and what is learned by visiting. */
export function ActPage() {
  const { text } = useSession();
  const me = useMe();
  const seesCases = me.roles.some(({ role }) => role === "leader" || role === "standIn" || role === "navigator");
  const words = citizenSteps(text).act;
  return (
    <>
      {seesCases && <Dated />}
      <section className="section" aria-labelledby="study-title">
        <h2 id="study-title">{words.study}</h2>
        <p className="section-intro">{words.studyIntro}</p>
        <div className="stack">
          <details className="boxed">
            <summary>{words.guide}</summary>
            <div className="stack">
              {words.guideParts.map(({ title, lines }) => (
                <div key={title}>
                  <h3>{title}</h3>
                  <ul className="bullets">
                    {lines.map((line) => (
                      <li key={line}>{line}</li>
                    ))}
                  </ul>
                </div>
              ))}
            </div>
          </details>
          {seesCases && <Studies />}
        </div>
      </section>
    </>
  );
}

function useDated() {
  const { api, text } = useSession();
  const { today } = useMe();
  const words = citizenSteps(text).act;
  const cases = useQuery({
    queryKey: ["citizen-cases", "dated"],
    queryFn: ({ signal }) => api.get<CitizenCasesAnswer>(`/api/citizen-cases?show=dated&limit=${mostDated}`, signal),
  });
  const running = useTrials("running").data;
  if (cases.data === undefined || running === undefined) return undefined;
  const notes = cases.data.cases.map((item) => ({
    key: item.id,
    on: item.isDue ? today : (item.followUpOn ?? today),
    to: `/citizens/case/${item.id}`,
    about: words.caseAbout(item.teamName, difficultIn(item, text).join(", ")),
  }));
  const trials = running.flatMap((trial) => {
    const { id, to } = trial;
    const about = words.trialAbout(trialTitle(trial, text));
    return to === null ? [] : [{ key: id, on: laterOf(to, today), to: `/trials/${encodeURIComponent(id)}`, about }];
  });
  return [...notes, ...trials].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)).slice(0, mostDated);
}

const laterOf = (date: string, other: string) => [date, other].toSorted()[1] ?? date;

function Dated() {
  const { text } = useSession();
  const { today } = useMe();
  const words = citizenSteps(text).act;
  const dated = useDated();
  return (
    <section className="section" aria-labelledby="dated-title">
      <h2 id="dated-title">{words.due}</h2>
      {dated?.length === 0 && <p className="quiet">{words.dueNone}</p>}
      {dated !== undefined && dated.length > 0 && (
        <ul className="lined">
          {dated.map(({ key, on, to, about }) => (
            <li key={key} className="row apart">
              <Link to={to}>{about}</Link>
              <span className={on <= today ? "strong accent" : "quiet"}>
                {on <= today ? words.now : writtenDate(on, text.locale)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
