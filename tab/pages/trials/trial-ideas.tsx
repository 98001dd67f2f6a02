import type { CitizenReason } from "../../../bot/domain/vocabulary.ts";
import { useSession } from "../../session.ts";
import { useLearnings } from "./use-learnings.ts";
import { useTrials } from "./use-trials.ts";
import { trialWords } from "./words.ts";

const mostIdeas = 3;

interface TrialIdeasProps {
  solutionId?: string | undefined;
  reason?: CitizenReason | undefined;
}

/** What others have tried and learned about the same: offered where a trial begins. */
export function TrialIdeas({ solutionId, reason }: TrialIdeasProps) {
  const { text } = useSession();
  const finished = useTrials("finished");
  const foreign = useLearnings();
  const isAsked = solutionId !== undefined || reason !== undefined;
  const others = (foreign.data?.learnings ?? []).map((one) => ({
    ...one,
    what: `${one.what} (${trialWords(text).foreign.from(one.municipality)})`,
  }));
  // One's own first.
  const ideas = [...(finished.data ?? []), ...others]
    .filter((trial) => trial.what !== "" && trial.learned !== null && trial.worked !== "no")
    .filter((trial) => trial.solutionId === solutionId || (reason !== undefined && trial.citizenReason === reason))
    .slice(0, mostIdeas);
  if (!isAsked || ideas.length === 0) return null;
  return (
    <section className="boxed" aria-label={trialWords(text).form.ideas}>
      <h3>{trialWords(text).form.ideas}</h3>
      <ul className="similar lined">
        {ideas.map(({ id, what, learned }) => (
          <li key={id}>
            <strong>{what}</strong>
            <p className="words">{learned}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
