import { Field } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { LearningsKept } from "../../../bot/api/contract.ts";
import { ApiError } from "../../api.ts";
import { useSay } from "../../components/say.tsx";
import { useSession } from "../../session.ts";
import { trialWords } from "./words.ts";

/** As the server has it. */
const maxBytes = 4 * 1024 * 1024;
const mostShown = 5;

/** Reads in what another municipality has learned: all of the file or nothing. */
export function TakeIn() {
  const { api, text } = useSession();
  const queries = useQueryClient();
  const say = useSay();
  const words = trialWords(text).foreign;
  const take = useMutation({
    mutationFn: async (file: File) => {
      if (file.size > maxBytes) throw new NoLearnings();
      const body: unknown = await file
        .text()
        .then(JSON.parse)
        .catch(() => Promise.reject(new NoLearnings()));
      return api.send<LearningsKept>("POST", "/api/learnings", body);
    },
    onSuccess: ({ count }) => {
      void queries.invalidateQueries({ queryKey: ["learnings"] });
      say({ words: words.taken(count) });
    },
  });
  return (
    <Field className="narrow" label={words.choose} hint={words.hint} validationMessage={faultOf()}>
      {(field) => (
        <div className="import-files">
          <span className="pill strong" aria-hidden="true">
            {words.pick}
          </span>
          <input
            {...field}
            type="file"
            accept=".json,application/json"
            disabled={take.isPending}
            onChange={({ target }) => {
              const [file] = target.files ?? [];
              if (file !== undefined) take.mutate(file);
              // The same file again is no choice to a browser, unless the field has been emptied.
              target.value = "";
            }}
          />
        </div>
      )}
    </Field>
  );

  function faultOf(): string | undefined {
    const { error } = take;
    if (error === null) return undefined;
    if (error instanceof NoLearnings) return words.unreadable;
    const problem = error instanceof ApiError ? error.problem : null;
    const found = problem?.found?.slice(0, mostShown).map(({ field, userMessage }) => {
      const number = /^\d+/.exec(field)?.[0];
      return number === undefined ? userMessage : words.at(Number(number), userMessage);
    });
    if (found !== undefined) return `${words.names} ${found.join(" ")}`;
    return problem?.userMessage || text.state.offline;
  }
}

/** A file that holds no learnings, as far as can be seen here. */
class NoLearnings extends Error {}
