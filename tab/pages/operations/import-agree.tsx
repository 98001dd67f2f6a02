import { Button } from "@fluentui/react-components";
import type { FormEvent } from "react";
import type { ImportAnswer } from "../../../bot/api/contract.ts";
import { useTypedLoss } from "./typed-loss.tsx";
import { useOperationsText } from "./words.ts";

interface AgreeProps {
  /** The id of the heading over it. */
  labelledBy: string;
  losses: ImportAnswer["losses"];
  isBusy: boolean;
  onAgree: (confirm: number | undefined) => void;
  onCancel: () => void;
}

/** Yes or no to what was looked at. */
export function Agree({ labelledBy, losses, isBusy, onAgree, onCancel }: AgreeProps) {
  const words = useOperationsText().import;
  const loss = useTypedLoss(losses, words);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!isBusy && loss.isAgreed()) onAgree(loss.confirm);
  }

  return (
    <form aria-labelledby={labelledBy} onSubmit={submit} noValidate>
      {loss.ask(<p>{words.losses(losses.map(({ file, retired, of }) => words.loss(file, retired, of)))}</p>)}
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
