import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { BarrierChange, BarrierDetailAnswer, ReportedBarrier } from "../../../bot/api/contract.ts";
import { FormFooter, useGuardedForm } from "../../components/form.tsx";
import { GuardedText } from "../../components/guarded-text.tsx";
import { useSay } from "../../components/say.tsx";
import { useSession } from "../../session.ts";
import { barriersKey } from "../barriers/use-barriers.ts";
import { rewriting } from "../trials/words.ts";

/** What a navigator has asked the team, each with the field for its answer. */
export function WaitingQuestions({ barriers }: { barriers: ReportedBarrier[] }) {
  return barriers
    .filter(({ question }) => question !== null)
    .map((barrier) => <WaitingQuestion key={barrier.id} barrier={barrier} />);
}

function WaitingQuestion({ barrier: { id, solutionName, question } }: { barrier: ReportedBarrier }) {
  const { api, text } = useSession();
  const words = text.myWeek;
  const queries = useQueryClient();
  const say = useSay();
  const title = useId();
  const [written, setWritten] = useState("");
  const answer = useMutation({
    mutationFn: (body: BarrierChange) =>
      api.send<BarrierDetailAnswer>("PATCH", `/api/barriers/${encodeURIComponent(id)}`, body),
    onSuccess: async () => {
      say({ words: words.answerSent });
      void queries.invalidateQueries({ queryKey: [barriersKey] });
      void queries.invalidateQueries({ queryKey: ["barrier", id] });
      await queries.invalidateQueries({ queryKey: ["check-ins"] });
    },
  });
  const form = useGuardedForm({
    texts: { text: written },
    request: answer,
    isWhole: written.trim() !== "",
    send: (confirmed) => answer.mutate({ action: "answer", text: written.trim(), confirmed }),
  });
  return (
    <form className="form waiting-question" aria-labelledby={title} onSubmit={form.submit} noValidate>
      <p id={title} className="strong">
        {words.asks(question?.by ?? words.somebody, solutionName)}
      </p>
      <p>{question?.text ?? rewriting(text).gone}</p>
      <GuardedText
        field="text"
        form={form}
        label={words.answer}
        value={written}
        onChange={setWritten}
        hint={text.barriers.form.hint}
      />
      <FormFooter form={form} request={answer} label={words.answerSend} />
    </form>
  );
}
