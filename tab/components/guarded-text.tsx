import { Field, Textarea } from "@fluentui/react-components";
import { holdsCpr } from "../../bot/domain/personal-data/inspect-patterns.ts";
import { useSession } from "../session.ts";
import type { GuardedForm } from "./form.tsx";

/** As the server has it. */
const maxLength = 1000;
const warnBelow = 100;

interface GuardedTextProps {
  /** What it is called where it is sent to. */
  field: string;
  form: Pick<GuardedForm, "saidOf">;
  label: string;
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
  hint?: string | undefined;
  rows?: number;
  required?: boolean;
  /** How much fits; as the server has it unless told. */
  most?: number;
  size?: "large";
}

/** Free text: numbers are looked for while it is written, names by the server, which has the last word. */
export function GuardedText({
  field,
  form,
  value,
  onChange,
  error,
  hint,
  rows = 3,
  most = maxLength,
  ...shown
}: GuardedTextProps) {
  const { text } = useSession();
  const words = text.barriers.guard;
  const message = holdsCpr(value) ? words.blocked : (form.saidOf(field) ?? error);
  const left = most - value.length;
  return (
    <Field
      {...shown}
      hint={left < warnBelow ? words.left(left) : hint}
      validationState={message === undefined ? "none" : "error"}
      validationMessage={message}
    >
      <Textarea
        value={value}
        rows={rows}
        maxLength={most}
        resize="vertical"
        onChange={(_, { value: written }) => onChange(written)}
      />
    </Field>
  );
}
