import { useState } from "react";
import type { TrialItem } from "../../../bot/api/contract.ts";
import { DateField } from "../../components/date-field.tsx";
import { FormFooter, useGuardedForm } from "../../components/form.tsx";
import { GuardedText } from "../../components/guarded-text.tsx";
import { useSay } from "../../components/say.tsx";
import { useSession } from "../../session.ts";
import { useChangeTrial } from "./use-trials.ts";
import { trialWords } from "./words.ts";

/** Changes what is tried, for how long and what is hoped for, while it runs. What was typed stays until it is stored. */
export function ChangeForm({ trial, onDone }: { trial: TrialItem; onDone: () => void }) {
  const { text } = useSession();
  const words = trialWords(text).form;
  const say = useSay();
  const [what, setWhat] = useState(trial.what);
  const [to, setTo] = useState(trial.to ?? "");
  const [hope, setHope] = useState(trial.hope ?? "");
  const change = useChangeTrial(trial.id);
  const lacksWords = what.trim() === "";
  const isTooEarly = to === "" || (trial.from !== null && to < trial.from);

  const form = useGuardedForm({
    texts: { what, hope },
    request: change,
    isWhole: !lacksWords && !isTooEarly,
    send: (confirmed) => {
      const hoped = hope.trim() === "" ? {} : { hope: hope.trim() };
      change.mutate([{ action: "change", what: what.trim(), to, ...hoped, confirmed }], {
        onSuccess: () => {
          say({ words: text.toast.saved });
          onDone();
        },
      });
    },
  });
  return (
    <form className="form" onSubmit={form.submit} noValidate>
      <GuardedText
        field="what"
        form={form}
        label={words.what}
        value={what}
        onChange={setWhat}
        rows={2}
        required
        error={form.isTried && lacksWords ? words.needWhat : undefined}
      />
      <DateField
        label={words.to}
        value={to}
        min={trial.from ?? undefined}
        onChange={setTo}
        error={form.isTried && isTooEarly ? words.needDates : undefined}
      />
      <GuardedText field="hope" form={form} label={words.hope} value={hope} onChange={setHope} rows={2} />
      <FormFooter form={form} request={change} label={trialWords(text).changeSend} onCancel={onDone} />
    </form>
  );
}
