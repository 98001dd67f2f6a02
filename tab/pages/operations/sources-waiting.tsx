import { Button, Field, Input } from "@fluentui/react-components";
import { type FormEvent, useId, useRef, useState } from "react";
import type { NewRun, SourcesAnswer } from "../../../bot/api/contract.ts";
import { movesIn, Proposals } from "./proposals.tsx";
import { useOperationsText } from "./words.ts";

interface WaitingProps {
  run: NonNullable<SourcesAnswer["run"]>;
  isBusy: boolean;
  onAgree: (agreed: NewRun) => void;
}

/** What the last run did not do without a yes: much that goes, and teams that seem to be others. */
export function SourcesWaiting({ run, isBusy, onAgree }: WaitingProps) {
  const words = useOperationsText().sources;
  const heading = useId();
  const input = useRef<HTMLInputElement>(null);
  const [refused, setRefused] = useState<readonly string[]>([]);
  const [typed, setTyped] = useState("");
  const [error, setError] = useState<string>();
  const lost = run.losses.reduce((sum, { retired }) => sum + retired, 0);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (isBusy) return;
    const isRight = lost === 0 || typed.trim() === String(lost);
    setError(isRight ? undefined : words.wrongNumber(lost));
    if (!isRight) return input.current?.focus();
    onAgree({ replaces: movesIn(run.proposals, refused), ...(lost === 0 ? {} : { confirm: lost }) });
  }

  return (
    <form className="stack narrow" aria-labelledby={heading} onSubmit={submit} noValidate>
      <h3 id={heading}>{words.waitingTitle}</h3>
      {lost > 0 && (
        <div className="notice notice-error stack">
          <p>{words.lossesIntro}</p>
          <ul>
            {run.losses.map(({ file, retired, of }) => (
              <li key={file}>{words.loss(retired, of, words.things[file] ?? file)}</li>
            ))}
          </ul>
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
      <Proposals proposals={run.proposals} refused={refused} onChange={setRefused} />
      <div className="form-buttons">
        <Button type="submit" appearance="primary" disabledFocusable={isBusy}>
          {isBusy ? words.running : words.agree}
        </Button>
      </div>
    </form>
  );
}
