import { Button } from "@fluentui/react-components";
import { type FormEvent, useState } from "react";
import { useSession } from "../session.ts";
import { Failure } from "./failure.tsx";
import { ConfirmNobody, judge, type Verdict } from "./guarded-text.tsx";

interface FormRules {
  /** The free text in it, held against the personal-data guard. */
  texts: string[];
  /** Everything that is needed is there. */
  isWhole: boolean;
  /** Sends it; `confirmed` is the writer's word that nobody can be recognised. */
  send: (confirmed: boolean) => void;
}

export interface GuardedForm {
  verdict: Verdict;
  confirmed: boolean;
  setConfirmed: (confirmed: boolean) => void;
  /** It has been tried to send: what is missing is said from now on. */
  isTried: boolean;
  submit: (event: FormEvent) => void;
}

/** A form with free text: sent when it is whole and the guard has no doubt, or the writer has answered it. */
export function useGuardedForm({ texts, isWhole, send }: FormRules): GuardedForm {
  const [confirmed, setConfirmed] = useState(false);
  const [isTried, setTried] = useState(false);
  const verdict = judge(...texts);
  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    const isHeld = verdict === "blocked" || (verdict === "confirm" && !confirmed);
    if (isWhole && !isHeld) send(confirmed);
  }
  return { verdict, confirmed, setConfirmed, isTried, submit };
}

interface FormFooterProps {
  form?: GuardedForm;
  request: { isPending: boolean; error: Error | null };
  label: string;
  /** What a failure came to; that it was not stored when left out. */
  outcome?: string;
  conflict?: string;
  cancelLabel?: string;
  onCancel?: (() => void) | undefined;
}

/** How every form ends: the guard's question, what went wrong, and the buttons. */
export function FormFooter({ form, request, label, outcome, conflict, cancelLabel, onCancel }: FormFooterProps) {
  const { text } = useSession();
  return (
    <>
      {form && <ConfirmNobody verdict={form.verdict} confirmed={form.confirmed} onChange={form.setConfirmed} />}
      <Failure error={request.error} outcome={outcome ?? text.barriers.item.notSaved} conflict={conflict} />
      <div className="form-buttons">
        <Button type="submit" appearance="primary" disabled={request.isPending}>
          {label}
        </Button>
        {onCancel && (
          <Button appearance="subtle" onClick={onCancel}>
            {cancelLabel ?? text.barriers.form.cancel}
          </Button>
        )}
      </div>
    </>
  );
}
