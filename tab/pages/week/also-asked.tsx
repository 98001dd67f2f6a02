import type { CheckInItem, CheckInReply } from "../../../bot/api/contract.ts";
import { useSession } from "../../session.ts";
import { capital } from "../barriers/words.ts";

type Works = NonNullable<CheckInReply["works"]>;
type Trials = NonNullable<CheckInReply["trials"]>;

/** What is said beside the questions; nothing until something is chosen. */
export interface AlsoChosen {
  works: Works;
  trials: Trials;
}

export const nothingChosen: AlsoChosen = { works: [], trials: [] };

interface AlsoAskedProps {
  /** Sets the choices apart from those of other forms. */
  name: string;
  checkIn: CheckInItem;
  chosen: AlsoChosen;
  onChange: (chosen: AlsoChosen) => void;
}

/** Whether what was solved works now; asked at the top, once. */
export function SolvedQuestions({ name, checkIn, chosen, onChange }: AlsoAskedProps) {
  const { text } = useSession();
  const words = text.myWeek;
  return checkIn.toConfirm.map(({ barrierId, solutionName, how, resolution }) => {
    const done = how ?? (resolution === null ? null : text.vocabulary.resolution[resolution]);
    const others = chosen.works.filter((one) => one.barrierId !== barrierId);
    return (
      <fieldset key={barrierId} className="extra-question also-asked">
        <legend>{words.worksAsk(capital(solutionName), done)}</legend>
        {[true, false].map((works) => (
          <label key={String(works)}>
            <input
              type="radio"
              name={`${name}-works-${barrierId}`}
              checked={chosen.works.some((one) => one.barrierId === barrierId && one.works === works)}
              onChange={() => onChange({ ...chosen, works: [...others, { barrierId, works }] })}
            />
            {works ? text.barriers.actions.confirm : text.barriers.actions.reopen}
          </label>
        ))}
      </fieldset>
    );
  });
}

const goings = ["yes", "partly", "no"] as const;

/** How a trial goes while it runs. */
export function TrialQuestions({ name, checkIn, chosen, onChange }: AlsoAskedProps) {
  const { text } = useSession();
  return checkIn.trials.map(({ id, what }) => {
    const others = chosen.trials.filter((one) => one.trialId !== id);
    return (
      <fieldset key={id} className="extra-question also-asked">
        <legend>{text.myWeek.trialAsk(what)}</legend>
        {goings.map((going) => (
          <label key={going}>
            <input
              type="radio"
              name={`${name}-trial-${id}`}
              checked={chosen.trials.some((one) => one.trialId === id && one.going === going)}
              onChange={() => onChange({ ...chosen, trials: [...others, { trialId: id, going }] })}
            />
            {text.trials.going[going]}
          </label>
        ))}
      </fieldset>
    );
  });
}
