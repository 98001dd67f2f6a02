import type { TrialItem } from "../../../bot/api/contract.ts";
import type { TrialText } from "../../../bot/domain/trial.ts";
import { RewriteText } from "../../components/rewrite-text.tsx";
import { useSession } from "../../session.ts";
import { shortDate } from "../barriers/words.ts";
import { rewriting } from "./words.ts";

/** A text of a trial under its name, with a way to correct or delete it for whoever may. */
export function TrialWords({ trial, of, title }: { trial: TrialItem; of: TrialText; title?: string }) {
  const { text } = useSession();
  const words = trial[of];
  if (words === null || words === "") return null;
  const rewritable = trial.rewritable.includes(of)
    ? { kind: "trial" as const, id: trial.id, place: of, text: words }
    : null;
  return (
    <RewriteText rewritable={rewritable} of={rewriting(text).trialTexts[of]} queries={["trials", "barrier"]}>
      {/* What is tried stands in the heading already. */}
      {of !== "what" && (
        <p className="words">
          {title !== undefined && <strong>{title}:</strong>} {words}
        </p>
      )}
    </RewriteText>
  );
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
