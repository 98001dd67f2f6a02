import { useState } from "react";
import type { TrialChange, TrialItem } from "../../../bot/api/contract.ts";
import { ethicsTexts } from "../../../bot/domain/vocabulary.ts";
import { Checkbox } from "../../components/checkbox.tsx";
import { FormFooter, useGuardedForm } from "../../components/form.tsx";
import { GuardedText } from "../../components/guarded-text.tsx";
import { useSay } from "../../components/say.tsx";
import { Segments } from "../../components/segments.tsx";
import { useSession } from "../../session.ts";
import { useChangeTrial } from "./use-trials.ts";
import { trialWords } from "./words.ts";

const plain = { box: "", legend: "" };
const outcomes = ["yes", "partly", "no"] as const;
type Outcome = (typeof outcomes)[number];

/** Ends a trial with what was learned, whatever came of it. What was typed stays until it is stored. */
export function FinishForm({
  trial,
  onDone,
  onCancel,
}: {
  trial: TrialItem;
  onDone: () => void;
  onCancel: () => void;
}) {
  const { text } = useSession();
  const words = trialWords(text).finishForm;
  const say = useSay();
  const [learned, setLearned] = useState("");
  const [sideGains, setSideGains] = useState("");
  const [overlooked, setOverlooked] = useState("");
  const [worked, setWorked] = useState<Outcome | null>(null);
  const [shareable, setShareable] = useState(false);
  const finish = useChangeTrial(trial.id);
  const lacksWords = learned.trim() === "";

  const form = useGuardedForm({
    texts: { learned, sideGains, overlooked },
    request: finish,
    isWhole: !lacksWords && worked !== null,
    send: (confirmed) => {
      if (worked === null) return;
      const gained = sideGains.trim() === "" ? {} : { sideGains: sideGains.trim() };
      const missed = overlooked.trim() === "" ? {} : { overlooked: overlooked.trim() };
      const ending: TrialChange = {
        action: "finish",
        learned: learned.trim(),
        worked,
        ...gained,
        ...missed,
        confirmed,
      };
      finish.mutate(shareable ? [ending, { action: "share", shareable }] : [ending], {
        onSuccess: () => {
          say({ words: words.finished });
          onDone();
        },
      });
    },
  });
  return (
    <form className="form" onSubmit={form.submit} noValidate>
      <GuardedText
        field="learned"
        form={form}
        label={words.learned}
        value={learned}
        onChange={setLearned}
        required
        error={form.isTried && lacksWords ? words.needLearned : undefined}
      />
      <Segments
        look={plain}
        legend={words.worked}
        options={outcomes}
        labels={trialWords(text).outcomes}
        value={worked}
        onChange={setWorked}
      />
      {form.isTried && worked === null && (
        <p className="notice notice-error" role="alert">
          {words.needWorked}
        </p>
      )}
      <GuardedText
        field="sideGains"
        form={form}
        label={words.sideGains}
        value={sideGains}
        onChange={setSideGains}
        rows={2}
      />
      <Before trial={trial} />
      <GuardedText
        field="overlooked"
        form={form}
        label={words.overlooked}
        value={overlooked}
        onChange={setOverlooked}
        rows={2}
      />
      <Checkbox
        label={words.shareable}
        checked={shareable}
        onChange={(_, { checked }) => setShareable(checked === true)}
      />
      <FormFooter form={form} request={finish} label={words.send} onCancel={onCancel} />
    </form>
  );
}

/** What was thought of before it began, as it was written. */
function Before({ trial }: { trial: TrialItem }) {
  const trials = trialWords(useSession().text);
  const written = ethicsTexts.flatMap((of) => (trial[of] ? [[of, trial[of]] as const] : []));
  if (written.length === 0) return null;
  return (
    <div>
      <p className="strong">{trials.finishForm.thoughts}</p>
      {written.map(([of, text]) => (
        <p key={of} className="words">
          <strong>{trials[of]}:</strong> {text}
        </p>
      ))}
    </div>
  );
}
