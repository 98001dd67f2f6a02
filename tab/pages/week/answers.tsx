import type { CheckInItem } from "../../../bot/api/contract.ts";
import type { UsageLevel } from "../../../bot/domain/vocabulary.ts";
import { LevelSymbol } from "../../components/level.tsx";
import { useSession } from "../../session.ts";
import { capital } from "../barriers/words.ts";

interface AnswersProps {
  checkIn: CheckInItem;
  /** The levels that the leader aims for, by solution id. */
  targets: Readonly<Record<string, UsageLevel>>;
}

/** What was answered, with thanks. */
export function Answers({ checkIn, targets }: AnswersProps) {
  const { text } = useSession();
  const words = text.myWeek;
  const isTroubled = checkIn.isTroubled || Object.values(checkIn.answers).some(({ troubled }) => troubled);
  const thanks = isTroubled ? words.thanksTroubled : words.thanks;
  const skipped = isTroubled ? words.skippedTroubled : words.skipped;
  const sentence = checkIn.state === "answered" ? thanks : checkIn.state === "skipped" ? skipped : words.missed;
  return (
    <>
      <p className="lead">{sentence}</p>
      {checkIn.answeredByOther !== null && <p className="quiet">{words.answeredBy(checkIn.answeredByOther)}</p>}
      <dl className="lined" hidden={checkIn.asked.length === 0}>
        {checkIn.asked.map(({ solutionId, name }) => {
          const given = checkIn.answers[solutionId];
          const target = targets[solutionId];
          return (
            given && (
              <div key={solutionId} className="row apart">
                <dt className="capital">{name}</dt>
                <dd className="row">
                  <span className={`chip level-${given.level}`}>
                    <LevelSymbol level={given.level} />
                    {text.vocabulary.usage[given.level]}
                  </span>
                  {target && <span className="quiet">{words.target(text.vocabulary.usage[target])}</span>}
                  {given.troubled && <span className="pill">{words.troubled}</span>}
                </dd>
              </div>
            )
          );
        })}
      </dl>
      {checkIn.back !== null && <p>{text.back(checkIn.back)}</p>}
      <ReportedWords checkIn={checkIn} />
    </>
  );
}

/** What was reported with it, in the words that were chosen or typed, and who gets it. */
function ReportedWords({ checkIn: { reported, helpers } }: { checkIn: CheckInItem }) {
  const { text } = useSession();
  const words = text.myWeek;
  if (reported.length === 0) return null;
  const names = new Intl.ListFormat(text.locale).format(helpers.slice(0, 3));
  return (
    <>
      <ul>
        {reported.map(({ solutionId, name, detail, consequence }) => {
          const topic = detail === null ? words.troubled : text.vocabulary.detail[detail];
          const what = consequence === null ? topic : `${topic} – ${consequence}`;
          return <li key={solutionId}>{words.reported(capital(name), what)}</li>;
        })}
      </ul>
      <p className="quiet">{words.goesTo(names)}</p>
    </>
  );
}
