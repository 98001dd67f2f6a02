import { useQuery } from "@tanstack/react-query";
import type { TrialItem, TrialsAnswer } from "../../../bot/api/contract.ts";
import { Link } from "../../components/link.tsx";
import { useSession } from "../../session.ts";
import { shortDate } from "../barriers/words.ts";
import { trialTitle } from "../trials/title.ts";
import { trialWords } from "../trials/words.ts";
import { useSolution } from "./use-solution.ts";

/** What the team tries or has tried with the solution; each leads to its place on the page of trials. */
export function TeamTrials({ teamId, solutionId }: { teamId: string; solutionId: string }) {
  const { api, text } = useSession();
  const search = new URLSearchParams({ team: teamId, solution: solutionId });
  const answer = useQuery({
    queryKey: ["trials", "team", teamId, solutionId],
    queryFn: ({ signal }) => api.get<TrialsAnswer>(`/api/trials?${search}`, signal),
  });
  const words = text.detail;
  const counts = useSolution(solutionId, teamId).data?.trials;
  const trials = answer.data?.items.filter(({ state }) => state !== "cancelled");
  const total = (counts?.running ?? 0) + (counts?.finished ?? 0);
  return (
    <section className="section">
      <h2>{text.pages.trials}</h2>
      {answer.isError && <p className="notice">{words.notRead}</p>}
      {counts !== undefined && (
        <p className="section-intro">
          {total === 0 ? words.trialsNone : words.trialCounts(counts.running, counts.finished)}
        </p>
      )}
      {trials !== undefined && trials.length > 0 && (
        <ul className="lined narrow">
          {trials
            .toSorted((a, b) => Number(a.state === "finished") - Number(b.state === "finished"))
            .map((trial) => (
              <Trial key={trial.id} trial={trial} />
            ))}
        </ul>
      )}
      {trials !== undefined && total > trials.length && <p className="quiet">{words.trialsOnlyFigures}</p>}
    </section>
  );
}

function Trial({ trial }: { trial: TrialItem }) {
  const { id, from, to, state, worked, learned } = trial;
  const { text } = useSession();
  const date = shortDate(text.locale);
  const outcome = worked === null ? text.detail.trialFinished : trialWords(text).worked[worked];
  return (
    <li>
      <Link to={`/trials/${encodeURIComponent(id)}`}>{trialTitle(trial, text)}</Link>
      {learned !== null && <p className="words">{learned}</p>}
      <p className="row caption">
        <span>{state === "running" ? trialWords(text).running : outcome}</span>
        {from !== null && to !== null && <span>{trialWords(text).fromTo(date(from), date(to))}</span>}
      </p>
    </li>
  );
}
