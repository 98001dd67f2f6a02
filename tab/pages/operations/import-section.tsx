import { Button, Field } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import type { ImportAnswer, NewImport } from "../../../bot/api/contract.ts";
import { ApiError } from "../../api.ts";
import { useSession } from "../../session.ts";
import { ImportFailure } from "./import-failure.tsx";
import { type Agreed, ImportDone, ImportLook } from "./import-look.tsx";
import { readFiles } from "./read-files.ts";
import { useOperationsText } from "./words.ts";

/** As the server has it. */
const maxFilesBytes = 8 * 1024 * 1024;

type Chosen = NewImport["files"];

/** The organisation from files: choose, see what would change, agree, see what came of it. */
export function ImportSection({ onStored }: { onStored: () => void }) {
  const words = useOperationsText().import;
  const input = useRef<HTMLInputElement>(null);
  const [files, setFiles] = useState<File[]>([]);
  const [error, setError] = useState<string>();
  const { look, store, forget } = useImport(onStored);
  const isBusy = look.isPending || store.isPending;

  function choose(chosen: FileList | null) {
    forget();
    setError(undefined);
    setFiles([...(chosen ?? [])]);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    const size = files.reduce((sum, file) => sum + file.size, 0);
    const fault = files.length === 0 ? words.nothingChosen : size > maxFilesBytes ? words.tooLarge : undefined;
    setError(fault);
    if (fault === undefined) look.mutate(files);
    else input.current?.focus();
  }

  /** The same file again is no choice to a browser, unless the field has been emptied. */
  function startOver() {
    choose(null);
    if (input.current === null) return;
    input.current.value = "";
    input.current.focus();
  }

  return (
    <section className="section import" aria-labelledby="import-title">
      <h2 id="import-title">{words.title}</h2>
      <p className="section-intro">{words.intro}</p>
      <form className="form" aria-labelledby="import-title" onSubmit={submit} noValidate>
        <Field label={words.choose} hint={words.hint} validationMessage={error}>
          {(field) => (
            <div className="import-files">
              <span className="pill strong" aria-hidden="true">
                {words.pick}
              </span>
              <span aria-hidden="true">
                {files.length === 0 ? words.nonePicked : files.map(({ name }) => name).join(", ")}
              </span>
              <input
                {...field}
                ref={input}
                type="file"
                multiple
                accept=".csv,.xlsx,.xlsm"
                disabled={isBusy}
                onChange={(event) => choose(event.target.files)}
              />
            </div>
          )}
        </Field>
        <Button type="submit" disabledFocusable={isBusy}>
          {look.isPending ? words.looking : words.look}
        </Button>
      </form>
      {look.isError && <ImportFailure error={look.error} onRetry={() => look.mutate(files)} label={words.lookAgain} />}
      {store.isError && (
        <ImportFailure error={store.error} onRetry={() => look.mutate(files)} label={words.lookAgain} />
      )}
      {look.data && !store.isError && !store.isSuccess && (
        <ImportLook
          look={look.data.answer}
          isBusy={store.isPending}
          onAgree={(agreed) => store.mutate({ files: look.data.files, seen: look.data.answer, ...agreed })}
          onCancel={startOver}
        />
      )}
      {store.data && <ImportDone done={store.data} />}
    </section>
  );
}

/** The two steps, each forgetting what came of the one before. */
function useImport(onStored: () => void) {
  const { api } = useSession();
  const words = useOperationsText().import;
  const queries = useQueryClient();
  const post = (body: NewImport) => api.send<ImportAnswer>("POST", "/api/admin/import", body);
  const look = useMutation({
    mutationFn: async (files: File[]) => {
      const chosen: Chosen = await readFiles(files).catch(() => {
        throw unreadable(words.unreadable);
      });
      return { files: chosen, answer: await post({ files: chosen, dryRun: true }) };
    },
    onMutate: () => store.reset(),
  });
  const store = useMutation({
    mutationFn: async ({ files, seen, confirm, replaces }: Agreed & { files: Chosen; seen: ImportAnswer }) => {
      const isMoving = Object.keys(replaces).length > 0;
      // What was agreed to is part of what is done, so it is looked at once more; only the places that teams take may differ.
      const { plan } = isMoving ? await post({ files, replaces, dryRun: true }) : seen;
      return post({ files, confirm, plan, ...(isMoving ? { replaces } : {}), dryRun: false });
    },
    onSuccess: () => {
      queries.removeQueries({ queryKey: ["settings"] });
      onStored();
      void queries.invalidateQueries();
    },
  });
  const forget = () => {
    look.reset();
    store.reset();
  };
  return { look, store, forget };
}

function unreadable(userMessage: string): ApiError {
  return new ApiError({ type: "about:blank", status: 400, title: "invalid", code: "unreadable", userMessage });
}
