import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { DecisionItem, NewDecision } from "../../../bot/api/contract.ts";
import { readersOf } from "../../../bot/domain/decision/decision.ts";
import { targetShares } from "../../../bot/domain/decision/target.ts";
import { type DecisionKind, decisionKindFacts } from "../../../bot/domain/vocabulary.ts";
import { Choose, named } from "../../components/choose.tsx";
import { DateField } from "../../components/date-field.tsx";
import { FormFooter, useGuardedForm } from "../../components/form.tsx";
import { GuardedText } from "../../components/guarded-text.tsx";
import { useSay } from "../../components/say.tsx";
import { useMe, useSession } from "../../session.ts";
import { daysAfter } from "../barriers/words.ts";

const suggestedDays = 28;
const usualShare = 60;

/** What a decision is about, and where it is made. */
export interface Deciding {
  about: Pick<NewDecision, "warning" | "solution" | "trial">;
  /** What can be decided, the likeliest first. */
  kinds: readonly DecisionKind[];
  /** The area that is looked at; null is everything. */
  area: string | null;
  /** The areas for which it can be decided, and the teams for one of which an exception can be agreed, or a date decided. */
  places: readonly Place[];
  /** The share that the leaders' ambitions come to, for a target. */
  suggested?: number | undefined;
}

/** An area or a team, by its name. */
export interface Place {
  id: string;
  name: string;
  as: "area" | "team";
}

/** What a manager decides, why, and by when; what was typed stays until it is stored. */
export function DecideForm({ about, kinds, area, places, suggested, onDone }: Deciding & { onDone: () => void }) {
  const { text } = useSession();
  const me = useMe();
  const words = text.decisions.warning;
  const [kind, setKind] = useState<DecisionKind>(kinds[0] ?? "handling");
  const [place, setPlace] = useState("");
  const [why, setWhy] = useState("");
  const [due, setDue] = useState(() => daysAfter(me.today, suggestedDays));
  const decide = useDecide(onDone);
  const [share, setShare] = useState<string | null>(null);
  const chosenShare = share ?? String(suggested ?? usualShare);
  const { hasDate } = decisionKindFacts[kind];
  const isOverlay = kind === "exception" || kind === "closing";
  const offered = places
    .filter((one) => isOverlay || one.as === "area")
    .map(({ id: of, name, as }) => ({ id: `${as} ${of}`, of, name, as }));
  const lacks = {
    words: kind !== "closing" && kind !== "target" && why.trim() === "",
    date: hasDate && due <= me.today,
  };
  const form = useGuardedForm({
    texts: { text: why },
    isWhole: !lacks.words && !lacks.date,
    request: decide,
    send: (confirmed) => {
      const chosen = offered.find(({ id }) => id === place);
      const where = { ...(area !== null && { area }), ...(chosen !== undefined && { [chosen.as]: chosen.of }) };
      decide.mutate({
        kind,
        ...about,
        ...where,
        text: why,
        confirmed,
        ...(hasDate && { due }),
        ...(kind === "target" && { share: Number(chosenShare) }),
      });
    },
  });
  return (
    <form className="form" onSubmit={form.submit} noValidate>
      <Choose
        label={words.what}
        options={named(kinds, text.decisions.kinds)}
        value={kind}
        onChange={(value) => setKind(kinds.find((id) => id === value) ?? kind)}
      />
      {isOverlay && <p className="quiet">{words.holds[kind]}</p>}
      {offered.length > 1 && (
        <Choose label={words.where} empty={words.everywhere} options={offered} value={place} onChange={setPlace} />
      )}
      {kind === "target" && <TargetFields value={chosenShare} suggested={suggested} onChange={setShare} />}
      <GuardedText
        field="text"
        form={form}
        label={words.why[kind]}
        value={why}
        onChange={setWhy}
        hint={words.hint}
        required={kind !== "closing" && kind !== "target"}
        error={form.isTried && lacks.words ? text.decisions.answer.needed : undefined}
      />
      {hasDate && (
        <DateField
          label={words.due[kind as keyof typeof words.due]}
          value={due}
          min={daysAfter(me.today, 1)}
          onChange={setDue}
          error={form.isTried && lacks.date ? text.decisions.answer.neededDate : undefined}
        />
      )}
      <p className="quiet">{words.readers[readersOf(kind, aboutKind(about))]}</p>
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

function aboutKind({ warning, trial }: Deciding["about"]): "warning" | "solution" | "trial" {
  if (warning !== undefined) return "warning";
  return trial === undefined ? "solution" : "trial";
}

function useDecide(onDone: () => void) {
  const { api, text } = useSession();
  const queries = useQueryClient();
  const say = useSay();
  return useMutation({
    mutationFn: (body: NewDecision) => api.send<DecisionItem>("POST", "/api/decisions", body),
    onSuccess: () => {
      say({ words: text.barriers.item.saved });
      for (const queryKey of [["attention"], ["decisions"], ["adoption"], ["levels"]])
        void queries.invalidateQueries({ queryKey });
      onDone();
    },
  });
}

interface TargetFieldsProps {
  value: string;
  suggested: number | undefined;
  onChange: (share: string) => void;
}

/** What is aimed for: never everybody. */
function TargetFields({ value, suggested, onChange }: TargetFieldsProps) {
  const words = useSession().text.decisions.warning;
  return (
    <>
      <Choose
        label={words.share}
        options={targetShares.map((one) => ({ id: String(one), name: words.percent(one) }))}
        value={value}
        onChange={onChange}
      />
      {suggested !== undefined && <p className="quiet">{words.suggested(suggested)}</p>}
    </>
  );
}
