import { Button } from "@fluentui/react-components";
import { type FormEvent, useId, useState } from "react";
import type { NewRun, SourcesAnswer } from "../../../bot/api/contract.ts";
import { movesIn, Proposals } from "./proposals.tsx";
import { useTypedLoss } from "./typed-loss.tsx";
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
  const [refused, setRefused] = useState<readonly string[]>([]);
  const loss = useTypedLoss(run.losses, words);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (isBusy || !loss.isAgreed()) return;
    const { confirm } = loss;
    onAgree({ replaces: movesIn(run.proposals, refused), ...(confirm !== undefined && { confirm }) });
  }

  return (
    <form className="stack narrow" aria-labelledby={heading} onSubmit={submit} noValidate>
      <h3 id={heading}>{words.waitingTitle}</h3>
      {loss.ask(
        <>
          <p>{words.lossesIntro}</p>
          <ul>
            {run.losses.map(({ file, retired, of }) => (
              <li key={file}>{words.loss(retired, of, words.things[file] ?? file)}</li>
            ))}
          </ul>
        </>,
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
