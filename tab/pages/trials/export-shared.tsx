import { Button } from "@fluentui/react-components";
import { useMutation } from "@tanstack/react-query";
import type { SharedTrialsAnswer } from "../../../bot/api/contract.ts";
import { ApiError } from "../../api.ts";
import { useSession } from "../../session.ts";
import { trialTitle } from "./title.ts";

/** Fetches what may be shared, without team, person or date, as a page that can be read, printed and sent. */
export function ExportShared() {
  const { api, text } = useSession();
  const words = text.trials;
  const fetched = useMutation({
    mutationFn: () => api.get<SharedTrialsAnswer>("/api/trials/shared"),
    onSuccess: ({ trials }) => save(trials.map(told).join("\n\n\n")),
  });

  function told(trial: SharedTrialsAnswer["trials"][number]): string {
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

  function save(content: string): void {
    // The byte order mark tells Windows that the letters are æ, ø and å.
    const url = URL.createObjectURL(new Blob(["\uFEFF", content, "\n"], { type: "text/plain;charset=utf-8" }));
    const link = Object.assign(document.createElement("a"), { href: url, download: words.exportFile });
    link.click();
    URL.revokeObjectURL(url);
  }
  const problem = fetched.error instanceof ApiError ? fetched.error.problem : null;
  return (
    <div>
      <Button onClick={() => fetched.mutate()} disabled={fetched.isPending}>
        {words.exportShared}
      </Button>
      <p className="quiet" role="status">
        {fetched.isSuccess ? words.exported : ""}
        {fetched.isError && (problem?.userMessage || text.state.offline)}
      </p>
    </div>
  );
}
