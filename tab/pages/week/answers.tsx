import type { CheckInItem } from "../../../bot/api/contract.ts";
import type { UsageLevel } from "../../../bot/domain/vocabulary.ts";
import { LevelSymbol } from "../../components/level.tsx";
import { useSession } from "../../session.ts";

interface AnswersProps {
  checkIn: CheckInItem;
  /** The levels that the leader aims for, by solution id. */
  targets: Readonly<Record<string, UsageLevel>>;
}

/** What was answered, with thanks. */
export function Answers({ checkIn, targets }: AnswersProps) {
  const { text } = useSession();
  const words = text.myWeek;
  const isTroubled = Object.values(checkIn.answers).some(({ troubled }) => troubled);
  const thanks = isTroubled ? words.thanksTroubled : words.thanks;
  const sentence = checkIn.state === "answered" ? thanks : checkIn.state === "skipped" ? words.skipped : words.missed;
  return (
    <>
      <p className="lead">{sentence}</p>
      {checkIn.answeredByOther !== null && <p className="quiet">{words.answeredBy(checkIn.answeredByOther)}</p>}
      <dl className="lined">
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
    </>
  );
}
