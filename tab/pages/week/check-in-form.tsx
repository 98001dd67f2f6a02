import { Button, Switch } from "@fluentui/react-components";
import { type FormEvent, useId, useState } from "react";
import type { CheckInItem, CheckInReply } from "../../../bot/api/contract.ts";
import { type ExtraAnswer, extraQuestions, type UsageLevel, usageLevels } from "../../../bot/domain/vocabulary.ts";
import { LevelSymbol } from "../../components/level.tsx";
import { useSession } from "../../session.ts";

type Asked = CheckInItem["asked"][number];
interface Chosen {
  level: UsageLevel | null;
  extra: ExtraAnswer | null;
  troubled: boolean;
}

interface CheckInFormProps {
  checkIn: CheckInItem;
  onReply: (reply: CheckInReply) => void;
  onCancel?: () => void;
}

/** One question per solution, prefilled with the last answer: most weeks it is one press of a button. */
export function CheckInForm({ checkIn, onReply, onCancel }: CheckInFormProps) {
  const { text } = useSession();
  const words = text.myWeek;
  const [chosen, setChosen] = useState<Record<string, Chosen>>(() =>
    Object.fromEntries(checkIn.asked.map((asked) => [asked.solutionId, firstChoice(checkIn, asked)])),
  );
  const [isIncomplete, setIncomplete] = useState(false);
  const change = (solutionId: string, part: Partial<Chosen>) =>
    setChosen((before) => {
      const known = before[solutionId] ?? { level: null, extra: null, troubled: false };
      return { ...before, [solutionId]: { ...known, ...part } };
    });

  function submit(event: FormEvent) {
    event.preventDefault();
    const answers = Object.entries(chosen).flatMap(([solutionId, { level, extra, troubled }]) =>
      level === null ? [] : [{ solutionId, level, troubled, ...(extra === null ? {} : { extra }) }],
    );
    const isComplete = answers.length === checkIn.asked.length;
    setIncomplete(!isComplete);
    if (isComplete) onReply({ kind: "answer", answers, seen: checkIn.answeredAt });
  }

  const canRepeat = checkIn.state === "open" && checkIn.asked.every(({ previous }) => previous !== null);
  return (
    <form className="check-in-form" onSubmit={submit} noValidate>
      {checkIn.asked.map((asked) => (
        <Question
          key={asked.solutionId}
          asked={asked}
          chosen={chosen[asked.solutionId]}
          isReported={checkIn.answers[asked.solutionId]?.troubled ?? false}
          onChange={(part) => change(asked.solutionId, part)}
        />
      ))}
      {isIncomplete && (
        <p className="notice notice-error" role="alert">
          {words.chooseAll}
        </p>
      )}
      <div className="form-buttons">
        <Button appearance="primary" type="submit">
          {words.send}
        </Button>
        {canRepeat && <Button onClick={() => onReply({ kind: "asLast" })}>{words.asLast}</Button>}
        {checkIn.state === "open" && (
          <Button appearance="subtle" onClick={() => onReply({ kind: "skip" })}>
            {words.skip}
          </Button>
        )}
        {onCancel && (
          <Button appearance="subtle" onClick={onCancel}>
            {words.cancel}
          </Button>
        )}
      </div>
    </form>
  );
}

function firstChoice(checkIn: CheckInItem, { solutionId, previous }: Asked): Chosen {
  const given = checkIn.answers[solutionId];
  return { level: given?.level ?? previous, extra: given?.extra ?? null, troubled: given?.troubled ?? false };
}

interface QuestionProps {
  asked: Asked;
  chosen: Chosen | undefined;
  /** The barrier stands: it is taken back by telling the navigator, not by switching it off here. */
  isReported: boolean;
  onChange: (part: Partial<Chosen>) => void;
}

function Question({ asked, chosen, isReported, onChange }: QuestionProps) {
  const { text } = useSession();
  const words = text.myWeek;
  const name = useId();
  return (
    <fieldset className="question">
      <legend>{words.question(asked.name)}</legend>
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
      </div>
      {asked.extra !== null && (
        <fieldset className="extra-question">
          <legend>{words.extra(text.vocabulary.extra[asked.extra].question, asked.name)}</legend>
          {extraQuestions[asked.extra].map((answer: ExtraAnswer) => (
            <label key={answer}>
              <input
                type="radio"
                name={`${name}-extra`}
                checked={chosen?.extra === answer}
                onChange={() => onChange({ extra: answer })}
              />
              {asked.extra !== null && text.vocabulary.extra[asked.extra].answers[answer]}
            </label>
          ))}
        </fieldset>
      )}
      <Switch
        label={isReported ? words.troubledAlready : words.troubled}
        checked={chosen?.troubled ?? false}
        disabled={isReported}
        onChange={(_, { checked }) => onChange({ troubled: checked })}
      />
    </fieldset>
  );
}
