import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { DecisionItem, NewDecision } from "../../../bot/api/contract.ts";
import { Choose, named } from "../../components/choose.tsx";
import { DateField } from "../../components/date-field.tsx";
import { FormFooter, useGuardedForm } from "../../components/form.tsx";
import { GuardedText } from "../../components/guarded-text.tsx";
import { useSay } from "../../components/say.tsx";
import { useMe, useSession } from "../../session.ts";
import { daysAfter } from "../barriers/words.ts";

const suggestedDays = 28;
const kinds = ["handling", "waiting", "asItShouldBe"] as const;
type Kind = (typeof kinds)[number];

interface DecideFormProps {
  warningId: string;
  area: string | null;
  onDone: () => void;
}

/** What a manager decides about a warning, why, and by when; what was typed stays until it is stored. */
export function DecideForm({ warningId, area, onDone }: DecideFormProps) {
  const { api, text } = useSession();
  const me = useMe();
  const queries = useQueryClient();
  const say = useSay();
  const words = text.decisions.warning;
  const [kind, setKind] = useState<Kind>("handling");
  const [why, setWhy] = useState("");
  const [due, setDue] = useState(() => daysAfter(me.today, suggestedDays));
  const decide = useMutation({
    mutationFn: (body: NewDecision) => api.send<DecisionItem>("POST", "/api/decisions", body),
    onSuccess: () => {
      say({ words: text.barriers.item.saved });
      void queries.invalidateQueries({ queryKey: ["attention"] });
      onDone();
    },
  });
  const lacks = { words: why.trim() === "", date: kind !== "asItShouldBe" && due <= me.today };
  const form = useGuardedForm({
    texts: { text: why },
    isWhole: !lacks.words && !lacks.date,
    request: decide,
    send: (confirmed) => {
      const where = { warning: warningId, ...(area === null ? {} : { area }) };
      decide.mutate({ kind, ...where, text: why, confirmed, ...(kind === "asItShouldBe" ? {} : { due }) });
    },
  });
  return (
    <form className="form" onSubmit={form.submit} noValidate>
      <Choose
        label={words.what}
        options={named(kinds, text.decisions.kinds)}
        value={kind}
        onChange={(value) => setKind(kinds.find((id) => id === value) ?? "handling")}
      />
      <GuardedText
        field="text"
        form={form}
        label={words.why[kind]}
        value={why}
        onChange={setWhy}
        hint={words.hint}
        required
        error={form.isTried && lacks.words ? text.decisions.answer.needed : undefined}
      />
      {kind !== "asItShouldBe" && (
        <DateField
          label={words.due[kind]}
          value={due}
          min={daysAfter(me.today, 1)}
          onChange={setDue}
          error={form.isTried && lacks.date ? text.decisions.answer.neededDate : undefined}
        />
      )}
      <FormFooter
        form={form}
        request={decide}
        label={words.save}
        outcome=""
        cancelLabel={text.myWeek.cancel}
        onCancel={onDone}
      />
    </form>
  );
}
