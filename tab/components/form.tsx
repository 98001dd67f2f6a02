import { Button } from "@fluentui/react-components";
import { type FormEvent, type MouseEvent, useState } from "react";
import type { Problem } from "../../bot/api/contract.ts";
import { holdsCpr } from "../../bot/domain/personal-data/inspect-patterns.ts";
import { ApiError } from "../api.ts";
import { useSession } from "../session.ts";
import { Failure } from "./failure.tsx";

/** False, or the confirmation that the service asked for. */
type Confirmed = boolean | string;

interface Request {
  isPending: boolean;
  error: Error | null;
}

interface FormRules {
  /** The free text in it, by field, held against the personal-data guard. */
  texts: Readonly<Record<string, string>>;
  /** Everything that is needed is there. */
  isWhole: boolean;
  /** Sends it; `confirmed` is the writer's word that these very texts are about no citizen. */
  send: (confirmed: Confirmed) => void;
  request: Request;
}

export interface GuardedForm {
  /** What the guard says beside a field; nothing once its texts are others than those that were sent. */
  saidOf: (field: string) => string | undefined;
  /** It asks whether somebody can be recognised. */
  isAsking: boolean;
  /** Sends it as being about no citizen. */
  confirm: () => void;
  /** It has been tried to send: what is missing is said from now on. */
  isTried: boolean;
  submit: (event: FormEvent) => void;
}

/** A form with free text: sent when it is whole and holds no CPR number. What is corrected after a question is asked about anew. */
export function useGuardedForm({ texts, isWhole, send, request }: FormRules): GuardedForm {
  const [isTried, setTried] = useState(false);
  const [sent, setSent] = useState<string | null>(null);
  const written = JSON.stringify(texts);
  const problem = sent === written ? problemOf(request.error) : null;
  function attempt(confirmed: Confirmed) {
    setTried(true);
    if (!isWhole || Object.values(texts).some(holdsCpr)) return;
    setSent(written);
    send(confirmed);
  }
  return {
    saidOf: (field) => problem?.found?.find((one) => one.field === field)?.userMessage,
    isAsking: problem?.confirmation !== undefined,
    confirm: () => attempt(problem?.confirmation ?? false),
    isTried,
    submit(event) {
      event.preventDefault();
      attempt(false);
    },
  };
}

function problemOf(error: Error | null): Problem | null {
  return error instanceof ApiError ? error.problem : null;
}

interface FormFooterProps {
  form?: GuardedForm;
  request: Request;
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
  // What the guard found stands beside its field.
  const isFound = problemOf(request.error)?.found !== undefined;
  return (
    <>
      {!isFound && (
        <Failure error={request.error} outcome={outcome ?? text.barriers.item.notSaved} conflict={conflict} />
      )}
      <div className="form-buttons">
        {form?.isAsking ? (
          <GuardButtons form={form} isPending={request.isPending} />
        ) : (
          <Button type="submit" appearance="primary" disabled={request.isPending}>
            {label}
          </Button>
        )}
        {onCancel && (
          <Button appearance="subtle" onClick={onCancel}>
            {cancelLabel ?? text.barriers.form.cancel}
          </Button>
        )}
      </div>
    </>
  );
}

/** *Ret* leads to the first field that was asked about. */
function GuardButtons({ form, isPending }: { form: GuardedForm; isPending: boolean }) {
  const { text } = useSession();
  const words = text.barriers.guard;
  const correct = ({ currentTarget }: MouseEvent<HTMLButtonElement>) =>
    currentTarget.form?.querySelector<HTMLElement>("[aria-invalid='true']")?.focus();
  return (
    <>
      <Button appearance="primary" onClick={correct}>
        {words.correct}
      </Button>
      <Button onClick={form.confirm} disabled={isPending}>
        {words.confirm}
      </Button>
    </>
  );
}
