import { Button } from "@fluentui/react-components";
import { type FormEvent, useId, useState } from "react";
import type { CheckInItem, CheckInReply } from "../../../bot/api/contract.ts";
import { writtenDate } from "../../dates.ts";
import { useSession } from "../../session.ts";
import { nothingChosen, RoundQuestion, SolvedQuestions, TrialQuestions } from "./follow-ups.tsx";
import { type Chosen, ExtraQuestion, firstChoice, Question } from "./question.tsx";
import { SmallSteps } from "./small-steps.tsx";

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
  const [followUps, setFollowUps] = useState(nothingChosen);
  const name = useId();
  const asked = {
    checkIn,
    chosen: followUps,
    onChange: (next: typeof followUps) => {
      setTouched(true);
      setFollowUps(next);
    },
  };
  const [isIncomplete, setIncomplete] = useState(false);
  // The colour is on what fits: to repeat last week until something is touched, to send from then on.
  const [isTouched, setTouched] = useState(false);
  const change = (solutionId: string, part: Partial<Chosen>) => {
    setTouched(true);
    setChosen((before) => {
      const known = before[solutionId] ?? { level: null, extra: null, troubled: false };
      return { ...before, [solutionId]: { ...known, ...part } };
    });
  };

  function submit(event: FormEvent) {
    event.preventDefault();
    const answers = Object.entries(chosen).flatMap(([solutionId, { level, extra, troubled }]) =>
      level === null ? [] : [{ solutionId, level, troubled, ...(extra === null ? {} : { extra }) }],
    );
    const isAnswered = checkIn.asked.length > 0 || (followUps.round ?? checkIn.round?.answer ?? null) !== null;
    const isComplete = isAnswered && answers.length === checkIn.asked.length;
    setIncomplete(!isComplete);
    if (isComplete) onReply({ kind: "answer", answers, seen: checkIn.answeredAt, ...followUps });
  }

  const touched = touchedIn(chosen);
  const canRepeat =
    checkIn.state === "open" && checkIn.asked.length > 0 && checkIn.asked.every(({ previous }) => previous !== null);
  return (
    <form className="check-in-form" onSubmit={submit} noValidate>
      {canRepeat && (
        <div className="row as-last">
          <Button
            appearance={isTouched ? "secondary" : "primary"}
            onClick={() => onReply({ kind: "asLast", touched, ...followUps })}
          >
            {words.asLast}
          </Button>
          <p className="quiet">{words.asLastMeans}</p>
        </div>
      )}
      {checkIn.asked.length === 0 && checkIn.round !== null && <p>{text.rounds.alone}</p>}
      {checkIn.remindsOn !== null && (
        <p role="status">{words.remindsOn(writtenDate(checkIn.remindsOn, text.locale))}</p>
      )}
      <SolvedQuestions {...asked} />
      {checkIn.asked.map((one) => (
        <Question
          key={one.solutionId}
          name={`${name}-${one.solutionId}`}
          asked={one}
          chosen={chosen[one.solutionId]}
          onChange={(part) => change(one.solutionId, part)}
        />
      ))}
      <TrialQuestions {...asked} />
      {checkIn.asked.map((one) => (
        <ExtraQuestion
          key={one.solutionId}
          asked={one}
          chosen={chosen[one.solutionId]}
          onChange={(part) => change(one.solutionId, part)}
        />
      ))}
      <RoundQuestion {...asked} />
      <SmallSteps
        steps={checkIn.steps}
        done={followUps.steps}
        onDone={(steps) => asked.onChange({ ...followUps, steps })}
      />
      {isIncomplete && <Missing isOne={checkIn.asked.length === 0} />}
      <div className="form-buttons">
        <Button appearance={isTouched || !canRepeat ? "primary" : "secondary"} type="submit">
          {words.send}
        </Button>
        {checkIn.state === "open" && (
          <Button appearance="subtle" onClick={() => onReply({ kind: "skip", touched, ...followUps })}>
            {words.skip}
          </Button>
        )}
        {checkIn.canBePutOff && (
          <Button appearance="subtle" onClick={() => onReply({ kind: "remind" })}>
            {words.remind}
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

function Missing({ isOne }: { isOne: boolean }) {
  const { text } = useSession();
  return (
    <p className="notice notice-error" role="alert">
      {isOne ? text.rounds.choose : text.myWeek.chooseAll}
    </p>
  );
}

/** Whatever is on the form counts, whichever button is pressed. */
function touchedIn(chosen: Readonly<Record<string, Chosen>>) {
  return Object.entries(chosen).map(([solutionId, { level, extra, troubled }]) => ({
    ...{ solutionId, troubled },
    ...(level === null ? {} : { level }),
    ...(extra === null ? {} : { extra }),
  }));
}
