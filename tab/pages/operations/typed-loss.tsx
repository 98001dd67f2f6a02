import { Field, Input } from "@fluentui/react-components";
import { type ReactNode, useRef, useState } from "react";

interface LossWords {
  typeNumber: (lost: number) => string;
  wrongNumber: (lost: number) => string;
}

/** Half an export must not empty the house: where much would go, its number is typed before anything is done. */
export function useTypedLoss(losses: readonly { retired: number }[], words: LossWords) {
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const [error, setError] = useState<string>();
  const lost = losses.reduce((sum, { retired }) => sum + retired, 0);

  /** Whether it may be done; where the number is missing or another, that is said and the field has the focus. */
  function isAgreed(): boolean {
    const isRight = lost === 0 || typed.trim() === String(lost);
    setError(isRight ? undefined : words.wrongNumber(lost));
    if (!isRight) input.current?.focus();
    return isRight;
  }

  /** What goes, and the field for its number; nothing where nothing much goes. */
  function ask(what: ReactNode): ReactNode {
    if (lost === 0) return null;
    return (
      <div className="notice notice-error stack">
        {what}
        <Field label={words.typeNumber(lost)} validationMessage={error}>
          <Input
            ref={input}
            inputMode="numeric"
            autoComplete="off"
            value={typed}
            onChange={(_, { value }) => setTyped(value)}
          />
        </Field>
      </div>
    );
  }
  return { confirm: lost === 0 ? undefined : lost, isAgreed, ask };
}
