import type { CriteriaItem } from "../../../bot/api/contract.ts";
import { inclusionPrinciples } from "../../../bot/domain/vocabulary.ts";
import { writtenDate } from "../../dates.ts";
import { useSession } from "../../session.ts";
import { citizenSteps } from "./steps-text.ts";

type Version = Pick<CriteriaItem, "digital" | "hybrid" | "analogue" | "decider" | "since">;

/** When it is digital, when in part, when not, and who decides. */
export function CriteriaWords({ criteria }: { criteria: Version }) {
  const { text } = useSession();
  const words = citizenSteps(text).criteria;
  const parts = (["digital", "hybrid", "analogue", "decider"] as const).flatMap((part) => {
    const written = criteria[part];
    return written === null ? [] : [{ part, written }];
  });
  return (
    <dl className="criteria">
      {parts.map(({ part, written }) => (
        <div key={part}>
          <dt>{words[part]}</dt>
          <dd>{written}</dd>
        </div>
      ))}
      <div>
        <dt>{words.since}</dt>
        <dd>{writtenDate(criteria.since, text.locale)}</dd>
      </div>
    </dl>
  );
}

/** The six principles, and which of them have been gone through. */
export function Principles({ done, hasSource = true }: { done: CriteriaItem["principles"]; hasSource?: boolean }) {
  const { text } = useSession();
  const words = citizenSteps(text).principles;
  return (
    <details>
      <summary>
        {words.title}: {words.done(done.length)}
      </summary>
      <ul className="ticks">
        {inclusionPrinciples.map((id) => (
          <li key={id}>
            <span aria-hidden="true">{done.includes(id) ? "☑" : "☐"}</span> {words.items[id]}{" "}
            <span className="quiet">({done.includes(id) ? words.yes : words.no})</span>
          </li>
        ))}
      </ul>
      {hasSource && <p className="quiet">{words.source}</p>}
    </details>
  );
}
