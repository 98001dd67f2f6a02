import type { TrialItem } from "../../../bot/api/contract.ts";
import type { TrialText } from "../../../bot/domain/trial.ts";
import { RewriteButton } from "../../components/rewrite-button.tsx";
import { useSession } from "../../session.ts";
import { shortDate } from "../barriers/words.ts";
import { trialTitle } from "./title.ts";
import { rewriting } from "./words.ts";

/** A text of a trial under its name. */
export function TrialWords({ trial, of, title }: { trial: TrialItem; of: TrialText; title?: string }) {
  const words = trial[of];
  if (words === null || words === "") return null;
  return (
    <p className="words">
      {title !== undefined && <strong>{title}:</strong>} {words}
    </p>
  );
}

/** One way to correct or delete what is written in a trial, for whoever may. */
export function RewriteTrial({ trial }: { trial: TrialItem }) {
  const { text } = useSession();
  const texts = trial.rewritable.flatMap((of) => {
    const words = trial[of];
    if (words === null || words === "") return [];
    return [{ kind: "trial" as const, id: trial.id, place: of, text: words, of: rewriting(text).trialTexts[of] }];
  });
  if (texts.length === 0) return null;
  return <RewriteButton about={trialTitle(trial, text)} texts={texts} queries={["trials", "barrier"]} />;
}

/** What has been corrected or deleted, by role and date. */
export function TrialChanges({ trial }: { trial: TrialItem }) {
  const { text } = useSession();
  const words = rewriting(text);
  const date = shortDate(text.locale);
  if (trial.rewritten.length === 0) return null;
  return (
    <ul className="caption">
      {trial.rewritten.map(({ did, as, at, of }) => (
        <li key={`${at} ${of} ${did}`}>{words.trialChanged[did](words.roles[as], words.trialTexts[of], date(at))}</li>
      ))}
    </ul>
  );
}
