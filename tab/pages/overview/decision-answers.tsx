import { Button } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { DecisionChange, DecisionItem } from "../../../bot/api/contract.ts";
import type { DecisionsText } from "../../../bot/text/da/decisions.ts";
import { DateField } from "../../components/date-field.tsx";
import { Failure } from "../../components/failure.tsx";
import { FormFooter, useGuardedForm } from "../../components/form.tsx";
import { GuardedText } from "../../components/guarded-text.tsx";
import { useMe, useSession } from "../../session.ts";
import { daysAfter } from "../barriers/words.ts";

const suggestedDays = 28;
type Asked = "later" | "dropped" | "deleteText";

/** What its owner says became of a decision, and that its writer takes the words back. */
export function DecisionAnswers({ decision }: { decision: DecisionItem }) {
  const { text } = useSession();
  const words = { ...text.decisions.answer, ...ofKind(decision.kind, text.decisions.answer.of) };
  const [asked, setAsked] = useState<Asked | null>(null);
  const change = useChange(decision.id, () => setAsked(null));
  if (!decision.mayAnswer && !decision.mayDelete) return null;
  return (
    <>
      <div className="row">
        {decision.mayAnswer && (
          <Button size="small" appearance="primary" onClick={() => change.mutate({ answer: "done" })}>
            {words.done}
          </Button>
        )}
        {decision.mayAnswer && decision.due !== null && (
          <Button size="small" aria-expanded={asked === "later"} onClick={() => setAsked("later")}>
            {words.later}
          </Button>
        )}
        {decision.mayAnswer && (
          <Button size="small" aria-expanded={asked === "dropped"} onClick={() => setAsked("dropped")}>
            {words.dropped}
          </Button>
        )}
        {decision.mayDelete && (
          <Button
            size="small"
            appearance="subtle"
            aria-expanded={asked === "deleteText"}
            onClick={() => setAsked("deleteText")}
          >
            {words.deleteText}
          </Button>
        )}
      </div>
      {asked !== null && <AnswerForm key={asked} asked={asked} change={change} onCancel={() => setAsked(null)} />}
      {asked === null && <Failure error={change.error} />}
    </>
  );
}

/** What can be answered about an exception and a closing date, in their own words. */
function ofKind(kind: DecisionItem["kind"], of: DecisionsText["answer"]["of"]) {
  return kind === "exception" || kind === "closing" || kind === "target" ? of[kind] : {};
}

function useChange(id: string, onDone: () => void) {
  const { api } = useSession();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: DecisionChange) => api.send<DecisionItem>("PATCH", `/api/decisions/${id}`, body),
    onSuccess: async () => {
      onDone();
      await queries.invalidateQueries({ queryKey: ["decisions"] });
      await queries.invalidateQueries({ queryKey: ["attention"] });
      await queries.invalidateQueries({ queryKey: ["adoption"] });
      await queries.invalidateQueries({ queryKey: ["levels"] });
    },
  });
}

interface AnswerFormProps {
  asked: Asked;
  change: ReturnType<typeof useChange>;
  onCancel: () => void;
}

function AnswerForm({ asked, change, onCancel }: AnswerFormProps) {
  const { text } = useSession();
  const me = useMe();
  const words = text.decisions.answer;
  const [why, setWhy] = useState("");
  const [due, setDue] = useState(() => daysAfter(me.today, suggestedDays));
  const lacks = { words: asked === "dropped" && why.trim() === "", date: asked === "later" && due <= me.today };
  const form = useGuardedForm({
    texts: { text: why },
    isWhole: !lacks.words && !lacks.date,
    request: change,
    send: (confirmed) => {
      if (asked === "later") change.mutate({ answer: "later", due });
      else if (asked === "dropped") change.mutate({ answer: "dropped", text: why, confirmed });
      else change.mutate({ answer: "deleteText" });
    },
  });
  return (
    <form className="form" onSubmit={form.submit} noValidate>
      {asked === "later" && (
        <DateField
          label={words.laterUntil}
          value={due}
          min={daysAfter(me.today, 1)}
          onChange={setDue}
          error={form.isTried && lacks.date ? words.neededDate : undefined}
        />
      )}
      {asked === "dropped" && (
        <GuardedText
          field="text"
          form={form}
          label={words.droppedText}
          value={why}
          onChange={setWhy}
          required
          error={form.isTried && lacks.words ? words.needed : undefined}
        />
      )}
      {asked === "deleteText" && <p>{words.deleteSure}</p>}
      <FormFooter
        form={form}
        request={change}
        label={asked === "deleteText" ? words.deleteText : words.save}
        cancelLabel={words.cancel}
        onCancel={onCancel}
      />
    </form>
  );
}
