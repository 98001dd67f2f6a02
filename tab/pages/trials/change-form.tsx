import { Button, Field, Input } from "@fluentui/react-components";
import { type FormEvent, useState } from "react";
import type { TrialItem } from "../../../bot/api/contract.ts";
import { ApiError } from "../../api.ts";
import { ConfirmNobody, GuardedText, judge } from "../../components/guarded-text.tsx";
import { useSession } from "../../session.ts";
import { useChangeTrial } from "./use-trials.ts";

/** Changes what is tried, for how long and what is hoped for, while it runs. What was typed stays until it is stored. */
export function ChangeForm({ trial, onDone }: { trial: TrialItem; onDone: () => void }) {
  const { text } = useSession();
  const words = text.trials.form;
  const [what, setWhat] = useState(trial.what);
  const [to, setTo] = useState(trial.to ?? "");
  const [hope, setHope] = useState(trial.hope ?? "");
  const [confirmed, setConfirmed] = useState(false);
  const [isTried, setTried] = useState(false);
  const change = useChangeTrial(trial.id);
  const verdict = judge(what, hope);
  const lacksWords = what.trim() === "";
  const isTooEarly = to === "" || (trial.from !== null && to < trial.from);

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    const isHeld = verdict === "blocked" || (verdict === "confirm" && !confirmed);
    if (lacksWords || isTooEarly || isHeld) return;
    const hoped = hope.trim() === "" ? {} : { hope: hope.trim() };
    change.mutate([{ action: "change", what: what.trim(), to, ...hoped, confirmed }], { onSuccess: onDone });
  }
  const problem = change.error instanceof ApiError ? change.error.problem : null;
  return (
    <form className="action-form" onSubmit={submit} noValidate>
      <GuardedText
        label={words.what}
        value={what}
        onChange={setWhat}
        rows={2}
        required
        error={isTried && lacksWords ? words.needWhat : undefined}
      />
      <Field label={words.to} validationMessage={isTried && isTooEarly ? words.needDates : undefined}>
        <Input type="date" value={to} min={trial.from ?? undefined} onChange={(_, { value }) => setTo(value)} />
      </Field>
      <GuardedText label={words.hope} value={hope} onChange={setHope} rows={2} />
      <ConfirmNobody verdict={verdict} confirmed={confirmed} onChange={setConfirmed} />
      {change.isError && (
        <p className="notice notice-error" role="alert">
          {text.barriers.item.notSaved} {problem?.userMessage || text.state.offline}
        </p>
      )}
      <div className="form-buttons">
        <Button type="submit" appearance="primary" disabled={change.isPending}>
          {text.trials.changeSend}
        </Button>
        <Button appearance="subtle" onClick={onDone}>
          {text.barriers.form.cancel}
        </Button>
      </div>
    </form>
  );
}
