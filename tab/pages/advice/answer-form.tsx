import { useState } from "react";
import { type Verdict, verdicts } from "../../../bot/domain/vocabulary.ts";
import { FormFooter, useGuardedForm } from "../../components/form.tsx";
import { GuardedText } from "../../components/guarded-text.tsx";
import { Segments } from "../../components/segments.tsx";
import { useSession } from "../../session.ts";
import { useChangeScreening } from "./use-screenings.ts";
import { adviceText } from "./words.ts";

/** One of three answers, with words. */
export function AnswerForm({ id, onDone }: { id: string; onDone: () => void }) {
  const words = adviceText(useSession().text);
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [written, setWritten] = useState("");
  const answer = useChangeScreening(id, words.saved, onDone);
  const isWhole = verdict !== null && written.trim() !== "";
  const form = useGuardedForm({
    texts: { text: written },
    isWhole,
    request: answer,
    send: (confirmed) => verdict !== null && answer.mutate({ action: "answer", verdict, text: written, confirmed }),
  });
  return (
    <form className="form" onSubmit={form.submit} noValidate>
      <Segments
        legend={words.verdictAsk}
        options={verdicts}
        labels={words.verdicts}
        value={verdict}
        onChange={setVerdict}
      />
      {verdict !== null && <p className="quiet">{words.verdictHints[verdict]}</p>}
      <GuardedText
        field="text"
        form={form}
        label={words.answerText}
        value={written}
        onChange={setWritten}
        rows={5}
        required
        error={form.isTried && !isWhole ? words.needAnswer : undefined}
      />
      <FormFooter
        form={form}
        request={answer}
        label={words.send}
        conflict={words.over}
        cancelLabel={words.cancel}
        onCancel={onDone}
      />
    </form>
  );
}
