import { Button, Field, Input, Select } from "@fluentui/react-components";
import { type FormEvent, useState } from "react";
import type { BarrierChange, BarrierItem } from "../../../bot/api/contract.ts";
import { type Resolution, resolutions } from "../../../bot/domain/vocabulary.ts";
import { ApiError } from "../../api.ts";
import { ConfirmNobody, GuardedText, judge } from "../../components/guarded-text.tsx";
import { useMe, useSession } from "../../session.ts";
import type { Choice } from "./moves.ts";
import { useAct } from "./use-act.ts";
import { daysAfter } from "./words.ts";

/** What is asked for in a form of its own; a trial has a larger one. */
export type AskedChoice = Exclude<Choice, "see" | "take" | "confirm" | "startTrial">;

export function isAsked(choice: Choice): choice is AskedChoice {
  return choice !== "see" && choice !== "take" && choice !== "confirm" && choice !== "startTrial";
}

/** The others are said by what was done instead: linked, lifted, sent on. */
const solving = resolutions.filter((id) => id !== "duplicate" && id !== "escalated" && id !== "supplier");
const needsWords: ReadonlySet<AskedChoice> = new Set(["ask", "answer", "comment", "decline"]);
const usualParkingDays = 14;

interface ActionFormProps {
  item: BarrierItem;
  choice: AskedChoice;
  helpers: { id: string; name: string }[];
  onDone: () => void;
  onCancel?: () => void;
}

/** The words, the date or the choice that something needs. What was typed stays until it is stored. */
export function ActionForm({ item, choice, helpers, onDone, onCancel }: ActionFormProps) {
  const { text } = useSession();
  const me = useMe();
  const words = text.barriers.form;
  const [written, setWritten] = useState("");
  const [until, setUntil] = useState(() => daysAfter(me.today, usualParkingDays));
  const [resolution, setResolution] = useState<Resolution | "">("");
  const [to, setTo] = useState(item.assignedTo?.id ?? "");
  const [confirmed, setConfirmed] = useState(false);
  const [isTried, setTried] = useState(false);
  const act = useAct();

  const verdict = judge(written);
  const lacks = {
    words: needsWords.has(choice) && written.trim() === "",
    date: choice === "park" && until <= me.today,
    choice: choice === "solve" && resolution === "",
  };
  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    const isHeld = verdict === "blocked" || (verdict === "confirm" && !confirmed);
    if (lacks.words || lacks.date || lacks.choice || isHeld) return;
    const change = changeOf(choice, { text: written.trim(), confirmed, until, resolution, to: to || null });
    if (change !== null) act.mutate({ item, choice, change }, { onSuccess: onDone });
  }
  const problem = act.error instanceof ApiError ? act.error.problem : null;
  return (
    <form className="action-form" onSubmit={submit} noValidate>
      {choice === "solve" && (
        <Field
          label={words.solveHow}
          required
          {...(isTried && lacks.choice ? { validationMessage: words.neededChoice } : {})}
        >
          <Select
            value={resolution}
            onChange={(_, { value }) => setResolution(solving.find((id) => id === value) ?? "")}
          >
            <option value="">{words.choose}</option>
            {solving.map((id) => (
              <option key={id} value={id}>
                {text.vocabulary.resolution[id]}
              </option>
            ))}
          </Select>
        </Field>
      )}
      {choice === "park" && (
        <Field
          label={words.parkUntil}
          required
          {...(isTried && lacks.date ? { validationMessage: words.neededDate } : {})}
        >
          <Input type="date" value={until} min={daysAfter(me.today, 1)} onChange={(_, { value }) => setUntil(value)} />
        </Field>
      )}
      {choice === "assign" ? (
        <Field label={words.assign}>
          <Select value={to} onChange={(_, { value }) => setTo(value)}>
            <option value="">{words.unassign}</option>
            {helpers.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      ) : (
        <GuardedText
          label={words[choice]}
          value={written}
          onChange={setWritten}
          hint={words.hint}
          required={needsWords.has(choice)}
          error={isTried && lacks.words ? words.needed : undefined}
        />
      )}
      <ConfirmNobody verdict={verdict} confirmed={confirmed} onChange={setConfirmed} />
      {act.isError && (
        <p className="notice notice-error" role="alert">
          {problem?.code === "conflict"
            ? text.barriers.item.changed
            : `${text.barriers.item.notSaved} ${problem?.userMessage || text.state.offline}`}
        </p>
      )}
      <div className="form-buttons">
        <Button type="submit" appearance="primary" disabled={act.isPending}>
          {words.send[choice]}
        </Button>
        {onCancel && (
          <Button appearance="subtle" onClick={onCancel}>
            {words.cancel}
          </Button>
        )}
      </div>
    </form>
  );
}

interface Given {
  text: string;
  confirmed: boolean;
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
    case "solve":
      return resolution === "" ? null : { action: "solve", resolution, ...words };
    case "wait":
    case "supplier":
      return { action: "wait", supplier: choice === "supplier", ...words };
    case "ask":
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
