import { Button } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { NewText, TextOutcome } from "../../bot/api/contract.ts";
import { rewriting } from "../pages/trials/words.ts";
import { useSession } from "../session.ts";
import { FormFooter, useGuardedForm } from "./form.tsx";
import { GuardedText } from "./guarded-text.tsx";

/** A text that the reader may correct or delete, and where it stands. */
export interface Rewritable {
  kind: "barrier" | "trial" | "citizenCase" | "fieldStudy";
  id: string;
  place: string;
  text: string;
}

interface RewriteFormProps {
  rewritable: Rewritable;
  of: string;
  queries: readonly string[];
  onClose: (outcome: "shown" | "saved" | "removed") => void;
}

/** Corrects a text, or deletes it after being asked once more: it cannot be had back. What was typed stays until it is stored. */
export function RewriteForm({ rewritable, of, queries, onClose }: RewriteFormProps) {
  const { api, text } = useSession();
  const words = rewriting(text);
  const client = useQueryClient();
  const [written, setWritten] = useState(rewritable.text);
  const [isSure, setSure] = useState(false);
  const { kind, id, place } = rewritable;
  const save = useMutation({
    mutationFn: (body: NewText) =>
      api.send<TextOutcome>("PUT", `/api/texts/${kind}/${encodeURIComponent(id)}/${encodeURIComponent(place)}`, body),
    onSuccess: async (_outcome, body) => {
      await Promise.all(queries.map((key) => client.invalidateQueries({ queryKey: [key] })));
      onClose(body.text === null ? "removed" : "saved");
    },
  });
  const lacksWords = written.trim() === "";
  const form = useGuardedForm({
    texts: { text: written },
    request: save,
    isWhole: !lacksWords,
    send: (confirmed) => save.mutate({ text: written.trim(), confirmed }),
  });
  return (
    <form className="form" aria-label={words.openLabel(of)} onSubmit={form.submit} noValidate>
      <GuardedText
        field="text"
        form={form}
        label={of}
        value={written}
        onChange={setWritten}
        hint={words.intro}
        error={form.isTried && lacksWords ? text.barriers.form.needed : undefined}
      />
      <FormFooter
        form={form}
        request={save}
        label={words.save}
        outcome={words.notChanged}
        conflict={words.changedMeanwhile}
        onCancel={() => onClose("shown")}
      />
      <p>
        {isSure ? (
          <Button disabled={save.isPending} onClick={() => save.mutate({ text: null })}>
            {words.removeSure}
          </Button>
        ) : (
          <Button appearance="subtle" onClick={() => setSure(true)}>
            {words.remove}
          </Button>
        )}
      </p>
    </form>
  );
}
