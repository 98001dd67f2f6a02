import { Field, Textarea } from "@fluentui/react-components";
import { inspectText } from "../../bot/domain/personal-data/personal-data.ts";
import { useSession } from "../session.ts";
import { Checkbox } from "./checkbox.tsx";

/** As the server has it. */
const maxLength = 1000;
const warnBelow = 100;

/** What the guard says about some words: sent as they are, sent when confirmed, or not at all. */
export type Verdict = "fine" | "confirm" | "blocked";

export function judge(...texts: string[]): Verdict {
  const findings = texts.flatMap((words) => inspectText(words));
  if (findings.some(({ severity }) => severity === "block")) return "blocked";
  return findings.length > 0 ? "confirm" : "fine";
}

interface GuardedTextProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
  hint?: string | undefined;
  rows?: number;
  required?: boolean;
}

/** Free text, held against the personal-data guard while it is written. The server has the last word. */
export function GuardedText({ label, value, onChange, error, hint, rows = 3, required }: GuardedTextProps) {
  const { text } = useSession();
  const words = text.barriers.guard;
  const isBlocked = judge(value) === "blocked";
  const message = isBlocked ? words.blocked : error;
  const left = maxLength - value.length;
  return (
    <Field
      label={label}
      required={required}
      hint={left < warnBelow ? words.left(left) : hint}
      validationState={message === undefined ? "none" : "error"}
      validationMessage={message}
    >
      <Textarea
        value={value}
        rows={rows}
        maxLength={maxLength}
        resize="vertical"
        onChange={(_, { value: written }) => onChange(written)}
      />
    </Field>
  );
}

interface ConfirmProps {
  verdict: Verdict;
  confirmed: boolean;
  onChange: (confirmed: boolean) => void;
}

/** The writer's word that nobody can be recognised, asked for only when the guard has a doubt. */
export function ConfirmNobody({ verdict, confirmed, onChange }: ConfirmProps) {
  const { text } = useSession();
  const words = text.barriers.guard;
  if (verdict !== "confirm") return null;
  return (
    <div className="notice" role="alert">
      <p>{words.warned}</p>
      <Checkbox label={words.confirm} checked={confirmed} onChange={(_, { checked }) => onChange(checked === true)} />
    </div>
  );
}
