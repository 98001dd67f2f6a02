import { kindsDecidedAbout } from "../../../bot/domain/decision/decision.ts";
import { useSession } from "../../session.ts";
import { shortDate } from "../barriers/words.ts";
import { trialWords } from "../trials/words.ts";
import { Decide, useMayDecide } from "./decide.tsx";
import { useSolution } from "./use-solution.ts";

/** That something is tried with the solution: what it is about, when and where, never which team; and what was learned where it is shared. */
export function Tried({ solutionId }: { solutionId: string }) {
  const { text } = useSession();
  const mayDecide = useMayDecide();
  const answer = useSolution(solutionId).data;
  const date = shortDate(text.locale);
  const words = text.detail;
  if (answer === undefined) return null;
  const { tried = [] } = answer;
  return (
    <section className="section">
      <h2>{text.pages.trials}</h2>
      <p className="section-intro">{tried.length === 0 ? words.triedNone : words.triedHow}</p>
      {tried.length > 0 && (
        <ul className="lined narrow">
          {tried.map(({ id, kind, from, to, state, area, learned }) => {
            const name = kind === null ? words.triedOne : text.vocabulary.category[kind];
            const place = area ?? text.overview.allAreas;
            return (
              <li key={id}>
                <p className="row apart">
                  <span className="strong">{`${name} · ${place}`}</span>
                  {mayDecide && (
                    <Decide
                      about={{ trial: id }}
                      kinds={kindsDecidedAbout.trial}
                      area={null}
                      places={[]}
                      label={`${name}, ${place}`}
                    />
                  )}
                </p>
                {learned !== null && <p className="words">{learned}</p>}
                <p className="row caption">
                  <span>{state === "running" ? trialWords(text).running : words.trialFinished}</span>
                  <span>{trialWords(text).fromTo(date(from), date(to))}</span>
                </p>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
