import { citizenReasonGroupIds } from "../../../bot/domain/vocabulary.ts";
import { Link } from "../../components/link.tsx";
import { useMe, useSession } from "../../session.ts";
import { shortDate } from "../barriers/words.ts";
import { trialTitle } from "../trials/title.ts";
import { useTrials } from "../trials/use-trials.ts";
import { InclusionFigures } from "./inclusion-figures.tsx";
import { PublishedFigures } from "./published-figures.tsx";
import { citizenSteps } from "./steps-text.ts";

/** *Kortlægge*: figures of the reader's own notes as they are now; for managers what is published; and what is tried. */
export function MapPage() {
  const me = useMe();
  const seesCases = me.roles.some(({ role }) => role === "leader" || role === "standIn" || role === "navigator");
  return (
    <>
      {seesCases && <InclusionFigures />}
      {seesCases && <NotesByGroup />}
      {me.roles.some(({ role }) => role === "manager") && <PublishedFigures />}
      {seesCases && <Tried />}
    </>
  );
}

/** From a reason to the notes behind it. */
function NotesByGroup() {
  const { text } = useSession();
  return (
    <section className="section">
      <h3>{citizenSteps(text).map.seeNotes}</h3>
      <ul className="row">
        {citizenReasonGroupIds.map((id) => (
          <li key={id}>
            <Link to={`/citizens?group=${id}`}>{text.vocabulary.citizenReasonGroup[id]}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Tried() {
  const { text } = useSession();
  const words = citizenSteps(text).map;
  const running = useTrials("running").data;
  if (running === undefined) return null;
  const about = running.filter(({ isAboutCitizens }) => isAboutCitizens);
  const date = shortDate(text.locale);
  return (
    <section className="section">
      <h2>{words.tried}</h2>
      {about.length === 0 && <p className="quiet">{words.triedNone}</p>}
      {about.length > 0 && (
        <ul className="lined">
          {about.map((trial) => (
            <li key={trial.id} className="row apart">
              <Link to={`/trials/${encodeURIComponent(trial.id)}`}>{trialTitle(trial, text)}</Link>
              {trial.to !== null && <span className="quiet">{date(trial.to)}</span>}
            </li>
          ))}
        </ul>
      )}
      <p>
        <Link to="/trials">{words.all}</Link>
      </p>
    </section>
  );
}
