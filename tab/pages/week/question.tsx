import { Switch } from "@fluentui/react-components";
import type { CheckInItem } from "../../../bot/api/contract.ts";
import { type ExtraAnswer, extraQuestions, type UsageLevel, usageLevels } from "../../../bot/domain/vocabulary.ts";
import { LevelSymbol } from "../../components/level.tsx";
import { askedBeside, Segments } from "../../components/segments.tsx";
import { writtenDate } from "../../dates.ts";
import { useSession } from "../../session.ts";

type Asked = CheckInItem["asked"][number];

export interface Chosen {
  level: UsageLevel | null;
  extra: ExtraAnswer | null;
  troubled: boolean;
}

/** What stands before anything is pressed: what was answered this week, or else the last time. */
export function firstChoice(checkIn: CheckInItem, { solutionId, previous, isReported }: Asked): Chosen {
  const given = checkIn.answers[solutionId];
  return { level: given?.level ?? previous, extra: given?.extra ?? null, troubled: isReported };
}

/** Whether the check-in is still to be answered. */
export function waits({ state, closed }: CheckInItem): boolean {
  return state === "open" && !closed;
}

interface QuestionProps {
  /** Sets the question's buttons apart from those of others. */
  name: string;
  asked: Asked;
  chosen: Chosen | undefined;
  onChange: (part: Partial<Chosen>) => void;
}

/** How one solution is used. */
export function Question({ name, asked, chosen, onChange }: QuestionProps) {
  const { text } = useSession();
  const words = text.myWeek;
  const { oldWay } = asked;
  return (
    <fieldset className="question">
      <legend className="lead">{words.question(asked.name)}</legend>
      <div className="level-choices">
        {usageLevels.map((level) => (
          <label key={level} className={`level-choice level-${level}`}>
            <input type="radio" name={name} checked={chosen?.level === level} onChange={() => onChange({ level })} />
            <span>
              <LevelSymbol level={level} />
              {text.vocabulary.usage[level]}
            </span>
          </label>
        ))}
        <Switch
          label={asked.isReported && chosen?.troubled ? words.troubledAlready : words.troubled}
          checked={chosen?.troubled ?? false}
          onChange={(_, { checked: troubled }) => onChange({ troubled })}
        />
      </div>
      {oldWay !== undefined && oldWay.days > 0 && (
        <p className="quiet">{text.oldWay.ends(writtenDate(oldWay.ends, text.locale), oldWay.days)}</p>
      )}
    </fieldset>
  );
}

/** The question that takes turns: the last of all, and it may be left out. */
export function ExtraQuestion({ asked, chosen, onChange }: Omit<QuestionProps, "name">) {
  const { text } = useSession();
  if (asked.extra === null) return null;
  const { ask, answers } = text.vocabulary.extra[asked.extra];
  const oldWay = asked.extra === "oldWay" ? asked.oldWay : undefined;
  const isClosed = oldWay !== undefined && oldWay.days <= 0;
  const plain = ask(asked.name);
  const question = isClosed ? text.oldWay.closed(writtenDate(oldWay.ends, text.locale), plain) : plain;
  return (
    <Segments
      look={askedBeside}
      legend={text.myWeek.mayBeLeft(question)}
      options={extraQuestions[asked.extra] as readonly ExtraAnswer[]}
      labels={answers as Record<ExtraAnswer, string>}
      value={chosen?.extra ?? null}
      onChange={(extra) => onChange({ extra })}
    />
  );
}
