import { Button, Field, Input } from "@fluentui/react-components";
import { type FormEvent, useRef, useState } from "react";
import type { ImportAnswer } from "../../../bot/api/contract.ts";
import { useOperationsText } from "./words.ts";

interface AgreeProps {
  /** The id of the heading over it. */
  labelledBy: string;
  losses: ImportAnswer["losses"];
  isBusy: boolean;
  onAgree: (confirm: number | undefined) => void;
  onCancel: () => void;
}

/** Yes or no to what was looked at. Half an export must not empty the house: where much would go, its number is typed first. */
export function Agree({ labelledBy, losses, isBusy, onAgree, onCancel }: AgreeProps) {
  const words = useOperationsText().import;
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const [error, setError] = useState<string>();
  const lost = losses.reduce((sum, { retired }) => sum + retired, 0);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (isBusy) return;
    const isRight = lost === 0 || typed.trim() === String(lost);
    setError(isRight ? undefined : words.wrongNumber(lost));
    if (isRight) onAgree(lost === 0 ? undefined : lost);
    else input.current?.focus();
  }

  return (
    <form aria-labelledby={labelledBy} onSubmit={submit} noValidate>
      {lost > 0 && (
        <div className="notice notice-error stack">
          <p>{words.losses(losses.map(({ file, retired, of }) => words.loss(file, retired, of)))}</p>
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
      )}
      <div className="form-buttons">
        <Button type="submit" appearance="primary" disabledFocusable={isBusy}>
          {isBusy ? words.importing : words.confirm}
        </Button>
        <Button disabled={isBusy} onClick={onCancel}>
          {words.cancel}
        </Button>
      </div>
    </form>
  );
}
