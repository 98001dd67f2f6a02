import { Button } from "@fluentui/react-components";
import { useMutation } from "@tanstack/react-query";
import type { LearningsFile, SharedTrialsAnswer } from "../../../bot/api/contract.ts";
import { ApiError } from "../../api.ts";
import { keepFile } from "../../components/export-buttons.tsx";
import { useSession } from "../../session.ts";
import { trialTitle } from "./title.ts";
import { trialWords } from "./words.ts";

/** Fetches what may be shared, without team, person or date, as a page that can be read, printed and sent. */
export function ExportShared() {
  const { api, text } = useSession();
  const words = trialWords(text);
  const fetched = useMutation({
    mutationFn: () => api.get<SharedTrialsAnswer>("/api/trials/shared"),
    onSuccess: ({ trials }) => save(trials.map(asText).join("\n\n\n")),
  });

  const forOthers = useMutation({
    mutationFn: () => api.get<LearningsFile>("/api/learnings/file"),
    onSuccess: (file) =>
      keepFile({
        name: words.fileName,
        blob: new Blob([JSON.stringify(file, null, 2)], { type: "application/json" }),
      }),
  });

  function asText(trial: SharedTrialsAnswer["trials"][number]): string {
    const reason =
      trial.citizenReason === null ? null : words.fromCitizen(text.vocabulary.citizenReason[trial.citizenReason]);
    const lines = [
      trialTitle(trial, text),
      [trial.solution, reason, words.weeks(trial.weeks)].filter((part) => part !== null).join(" · "),
      trial.hope === null ? null : `${words.hope}: ${trial.hope}`,
      trial.worked === null ? null : words.worked[trial.worked],
      trial.learned === null ? null : `${words.learned}: ${trial.learned}`,
      trial.sideGains === null ? null : `${words.sideGains}: ${trial.sideGains}`,
    ];
    return lines.filter((line) => line !== null).join("\n");
  }

  // The byte order mark tells Windows that the letters are æ, ø and å.
  function save(content: string): void {
    keepFile({
      name: words.exportFile,
      blob: new Blob(["\uFEFF", content, "\n"], { type: "text/plain;charset=utf-8" }),
    });
  }
  const error = fetched.error ?? forOthers.error;
  const problem = error instanceof ApiError ? error.problem : null;
  return (
    <div>
      <Button onClick={() => fetched.mutate()} disabled={fetched.isPending}>
        {words.exportShared}
      </Button>{" "}
      <Button appearance="subtle" onClick={() => forOthers.mutate()} disabled={forOthers.isPending}>
        {words.fileForOthers}
      </Button>
      <p className="quiet" role="status">
        {fetched.isSuccess || forOthers.isSuccess ? words.exported : ""}
        {error !== null && (problem?.userMessage || text.state.offline)}
      </p>
    </div>
  );
}
