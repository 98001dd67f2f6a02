import { useState } from "react";
import type { BarrierChange, BarrierItem } from "../../../bot/api/contract.ts";
import { type Resolution, solvingResolutions, usualWaitingDays } from "../../../bot/domain/vocabulary.ts";
import { Choose, named } from "../../components/choose.tsx";
import { DateField } from "../../components/date-field.tsx";
import { FormFooter, useGuardedForm } from "../../components/form.tsx";
import { GuardedText } from "../../components/guarded-text.tsx";
import { useMe, useSession } from "../../session.ts";
import { type Choice, immediate } from "./moves.ts";
import { useAct } from "./use-act.ts";
import { daysAfter } from "./words.ts";

/** What is asked for in a form of its own; a trial has a larger one. */
export type AskedChoice = Exclude<Choice, Immediate | "startTrial">;
type Immediate = "see" | "take" | "confirm" | "liftTake";

export function isAsked(choice: Choice): choice is AskedChoice {
  return !immediate.has(choice) && choice !== "startTrial";
}

const needsWords: ReadonlySet<AskedChoice> = new Set([
  "ask",
  "answer",
  "comment",
  "decline",
  "liftDo",
  "liftWait",
  "liftDecline",
]);
const usualParkingDays = 14;
const usualExceptionDays = 91;
/** What waits comes back on a date. */
const dated: ReadonlySet<AskedChoice> = new Set(["ask", "wait", "supplier", "park", "postpone", "liftDo", "liftWait"]);

/** The choices whose date has a label of its own. */
function isOwnDate(choice: AskedChoice): choice is "park" | "liftDo" | "liftWait" {
  return choice === "park" || choice === "liftDo" || choice === "liftWait";
}

interface ActionFormProps {
  item: BarrierItem;
  choice: AskedChoice;
  helpers: { id: string; name: string }[];
  /** Who can be named as the one who does what is decided, and to whom it can be lifted on. */
  doers?: { id: string; name: string }[];
  above?: string[];
  onDone: () => void;
  onCancel?: () => void;
}

/** The words, the date or the choice that something needs. What was typed stays until it is stored. */
export function ActionForm({ item, choice, helpers, doers = [], above = [], onDone, onCancel }: ActionFormProps) {
  const { text } = useSession();
  const me = useMe();
  const words = text.barriers.form;
  const [written, setWritten] = useState("");
  const [until, setUntil] = useState(() =>
    daysAfter(me.today, choice === "park" ? usualParkingDays : usualWaitingDays),
  );
  const [resolution, setResolution] = useState<Resolution | "">("");
  const [to, setTo] = useState(choice === "liftDo" ? "" : (item.assignedTo?.id ?? ""));
  const act = useAct();

  const isException = choice === "solve" && resolution === "exception";
  const hasDate = dated.has(choice) || isException;
  const lacks = {
    words: (needsWords.has(choice) || isException) && written.trim() === "",
    date: hasDate && until <= me.today,
    choice: choice === "solve" && resolution === "",
  };
  const form = useGuardedForm({
    texts: { text: written },
    request: act,
    isWhole: !lacks.words && !lacks.date && !lacks.choice,
    send: (confirmed) => {
      const change = changeOf(choice, { text: written.trim(), confirmed, until, resolution, to: to || null });
      if (change !== null) act.mutate({ item, choice, change }, { onSuccess: onDone });
    },
  });
  return (
    <form className="form" onSubmit={form.submit} noValidate>
      {choice === "solve" && (
        <Choose
          label={words.solveHow}
          empty={words.choose}
          options={named(solvingResolutions, text.vocabulary.resolution)}
          value={resolution}
          onChange={(value) => {
            setResolution(solvingResolutions.find((id) => id === value) ?? "");
            if (value === "exception") setUntil(daysAfter(me.today, usualExceptionDays));
          }}
          required
          error={form.isTried && lacks.choice ? words.neededChoice : undefined}
        />
      )}
      <LiftFields choice={choice} doers={doers} above={above} to={to} onTo={setTo} />
      {isException && <p className="quiet">{words.exceptionHow}</p>}
      {hasDate && (
        <DateField
          label={words.until[isException ? "exception" : isOwnDate(choice) ? choice : "other"]}
          required
          value={until}
          min={daysAfter(me.today, 1)}
          onChange={setUntil}
          error={form.isTried && lacks.date ? words.neededDate : undefined}
        />
      )}
      {choice === "assign" ? (
        <Choose label={words.assign} empty={words.unassign} options={helpers} value={to} onChange={setTo} />
      ) : choice === "postpone" ? null : (
        <GuardedText
          field="text"
          form={form}
          label={isException ? words.solveException : words[choice]}
          value={written}
          onChange={setWritten}
          hint={words.hint}
          required={needsWords.has(choice) || isException}
          error={form.isTried && lacks.words ? words.needed : undefined}
        />
      )}
      <FormFooter
        form={form}
        request={act}
        label={words.send[choice]}
        conflict={text.barriers.item.changed}
        onCancel={onCancel}
      />
    </form>
  );
}

interface LiftFieldsProps {
  choice: AskedChoice;
  doers: { id: string; name: string }[];
  above: string[];
  to: string;
  onTo: (id: string) => void;
}

/** Who does what a manager decides, and to whom it is lifted on. */
function LiftFields({ choice, doers, above, to, onTo }: LiftFieldsProps) {
  const { text } = useSession();
  const me = useMe();
  const words = text.barriers.form;
  if (choice === "liftOn")
    return above.length === 0 ? null : <p className="quiet">{words.liftOnTo(above.join(", "))}</p>;
  if (choice !== "liftDo") return null;
  const options = doers.length > 0 ? doers : [me.person];
  return <Choose label={words.doer} empty={words.anotherDoer} options={options} value={to} onChange={onTo} />;
}

interface Given {
  text: string;
  confirmed: boolean | string;
  until: string;
  resolution: Resolution | "";
  to: string | null;
}

function changeOf(choice: AskedChoice, given: Given): BarrierChange | null {
  const { until, resolution, to } = given;
  const words = given.text === "" ? {} : { text: given.text, confirmed: given.confirmed };
  switch (choice) {
    case "assign":
      return { action: "assign", to };
    case "park":
      return { action: "park", until, ...words };
    case "postpone":
      return { action: "postpone", until };
    case "solve":
      if (resolution === "") return null;
      return { action: "solve", resolution, ...(resolution === "exception" && { until }), ...words };
    case "wait":
    case "supplier":
      return { action: "wait", supplier: choice === "supplier", until, ...words };
    case "liftDo":
      return { action: "liftDo", doer: to, until, ...words };
    case "liftWait":
      return { action: "liftWait", until, ...words };
    case "liftDecline":
    case "liftOn":
      return { action: choice, ...words };
    case "ask":
      return { action: "ask", until, ...words };
    case "answer":
    case "comment":
    case "decline":
    case "escalate":
    case "reopen":
      return { action: choice, ...words };
    default:
      return choice satisfies never;
  }
}
