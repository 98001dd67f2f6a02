import { Button } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { NewQuarterWord, QuarterAnswer } from "../../../bot/api/contract.ts";
import { longestQuarterWord } from "../../../bot/domain/quarter/limits.ts";
import { Failure } from "../../components/failure.tsx";
import { FormFooter, useGuardedForm } from "../../components/form.tsx";
import { GuardedText } from "../../components/guarded-text.tsx";
import { useSay } from "../../components/say.tsx";
import { useSession } from "../../session.ts";
import { quarterText } from "./words.ts";

interface QuarterWordProps {
  page: QuarterAnswer;
  solutionId: string;
  name: string;
}

/** What managers say of a solution, and the way to say something, put it right and take it back. */
export function QuarterWord({ page, solutionId, name }: QuarterWordProps) {
  const { text } = useSession();
  const { words } = quarterText(text);
  const [isOpen, setOpen] = useState(false);
  const room = useRef<HTMLDivElement>(null);
  const close = () => {
    setOpen(false);
    room.current?.focus();
  };
  const change = useChange(page, solutionId, close);
  const said = page.words.filter((one) => one.solutionId === solutionId);
  const own = said.find(({ isOwn }) => isOwn);
  if (said.length === 0 && page.openUntil === null) return null;
  const openWord = own === undefined ? words.write : words.correct;
  return (
    <div className="quarter-word" ref={room} tabIndex={-1}>
      {said.map((one) => (
        <p key={one.by} className="words">
          {words.by(one.text, one.by)}
        </p>
      ))}
      {isOpen ? (
        <WordForm known={own?.text ?? ""} name={name} change={change} onCancel={close} />
      ) : (
        <div className="row no-print">
          {page.openUntil !== null && (
            <Button size="small" appearance="subtle" aria-label={`${openWord}: ${name}`} onClick={() => setOpen(true)}>
              {openWord}
            </Button>
          )}
          {own !== undefined && (
            <Button
              size="small"
              appearance="subtle"
              aria-label={`${words.remove}: ${name}`}
              disabled={change.isPending}
              onClick={() => change.mutate({ text: "" })}
            >
              {words.remove}
            </Button>
          )}
        </div>
      )}
      {!isOpen && <Failure error={change.error} />}
    </div>
  );
}

function useChange({ quarter, place }: QuarterAnswer, solutionId: string, onDone: () => void) {
  const { api, text } = useSession();
  const queries = useQueryClient();
  const say = useSay();
  const { words } = quarterText(text);
  const search = new URLSearchParams({ area: place.id });
  const path = `/api/quarters/${quarter.id}/words/${encodeURIComponent(solutionId)}?${search}`;
  return useMutation({
    mutationFn: (body: NewQuarterWord) => api.send<QuarterAnswer>("PUT", path, body),
    onSuccess: (_, body) => {
      say({ words: body.text === "" ? words.removed : words.saved });
      void queries.invalidateQueries({ queryKey: ["quarter"] });
      onDone();
    },
  });
}

interface WordFormProps {
  known: string;
  name: string;
  change: ReturnType<typeof useChange>;
  onCancel: () => void;
}

function WordForm({ known, name, change, onCancel }: WordFormProps) {
  const { text } = useSession();
  const { words } = quarterText(text);
  const [written, setWritten] = useState(known);
  const form = useGuardedForm({
    texts: { text: written },
    isWhole: written.trim() !== "",
    request: change,
    send: (confirmed) => change.mutate({ text: written, confirmed }),
  });
  return (
    <form className="form" onSubmit={form.submit} noValidate>
      <GuardedText
        field="text"
        form={form}
        label={words.label(name)}
        hint={words.hint}
        value={written}
        onChange={setWritten}
        rows={3}
        most={longestQuarterWord}
        error={form.isTried && written.trim() === "" ? text.decisions.answer.needed : undefined}
      />
      <FormFooter form={form} request={change} label={words.save} onCancel={onCancel} />
    </form>
  );
}
