import { Button } from "@fluentui/react-components";
import { type FormEvent, useId, useState } from "react";
import type { TrialChange, TrialItem } from "../../../bot/api/contract.ts";
import { ApiError } from "../../api.ts";
import { Checkbox } from "../../components/checkbox.tsx";
import { ConfirmNobody, GuardedText, judge } from "../../components/guarded-text.tsx";
import { useSession } from "../../session.ts";
import { useChangeTrial } from "./use-trials.ts";

const outcomes = ["yes", "partly", "no"] as const;
type Outcome = (typeof outcomes)[number];

/** Ends a trial with what was learned, whatever came of it. What was typed stays until it is stored. */
export function FinishForm({ trial, onCancel }: { trial: TrialItem; onCancel: () => void }) {
  const { text } = useSession();
  const words = text.trials.finishForm;
  const name = useId();
  const [learned, setLearned] = useState("");
  const [sideGains, setSideGains] = useState("");
  const [worked, setWorked] = useState<Outcome | null>(null);
  const [shareable, setShareable] = useState(false);
  const [confirmed, setConfirmed] = useState(false);
  const [isTried, setTried] = useState(false);
  const finish = useChangeTrial(trial.id);
  const verdict = judge(learned, sideGains);
  const lacksWords = learned.trim() === "";

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    const isHeld = verdict === "blocked" || (verdict === "confirm" && !confirmed);
    if (lacksWords || worked === null || isHeld) return;
    const ending: TrialChange = {
      action: "finish",
      learned: learned.trim(),
      worked,
      ...(sideGains.trim() === "" ? {} : { sideGains: sideGains.trim() }),
      confirmed,
    };
    finish.mutate(shareable ? [ending, { action: "share", shareable }] : [ending]);
  }
  const problem = finish.error instanceof ApiError ? finish.error.problem : null;
  return (
    <form className="action-form" onSubmit={submit} noValidate>
      <GuardedText
        label={words.learned}
        value={learned}
        onChange={setLearned}
        required
        error={isTried && lacksWords ? words.needLearned : undefined}
      />
      <fieldset className="choice-row">
        <legend>{words.worked}</legend>
        {outcomes.map((outcome) => (
          <label key={outcome}>
            <input type="radio" name={name} checked={worked === outcome} onChange={() => setWorked(outcome)} />
            {text.trials.outcomes[outcome]}
          </label>
        ))}
        {isTried && worked === null && (
          <p className="field-error" role="alert">
            {words.needWorked}
          </p>
        )}
      </fieldset>
      <GuardedText label={words.sideGains} value={sideGains} onChange={setSideGains} rows={2} />
      <Checkbox
        label={words.shareable}
        checked={shareable}
        onChange={(_, { checked }) => setShareable(checked === true)}
      />
      <ConfirmNobody verdict={verdict} confirmed={confirmed} onChange={setConfirmed} />
      {finish.isError && (
        <p className="notice notice-error" role="alert">
          {text.barriers.item.notSaved} {problem?.userMessage || text.state.offline}
        </p>
      )}
      <div className="form-buttons">
        <Button type="submit" appearance="primary" disabled={finish.isPending}>
          {words.send}
        </Button>
        <Button appearance="subtle" onClick={onCancel}>
          {text.barriers.form.cancel}
        </Button>
      </div>
    </form>
  );
}
