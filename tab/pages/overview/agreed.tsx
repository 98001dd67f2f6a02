import type { AdoptionAnswer, TeamSolution } from "../../../bot/api/contract.ts";
import { writtenDate } from "../../dates.ts";
import { useMe, useSession } from "../../session.ts";

/** What is agreed about one solution in one team: why it is not used for now, until when, and when the old way ends. */
export function Agreed({ view }: { view: Pick<TeamSolution, "agreed" | "oldWayEnds"> }) {
  const lines = useAgreed(view);
  return lines.map((line) => (
    <span key={line} className="agreed-line">
      {line}
    </span>
  ));
}

/** The same in words, line by line. */
export function useAgreed({ agreed, oldWayEnds }: Pick<TeamSolution, "agreed" | "oldWayEnds">): string[] {
  const { text } = useSession();
  const { today } = useMe();
  const date = (value: string) => writtenDate(value, text.locale);
  const ends = oldWayEnds !== undefined && oldWayEnds <= today ? text.oldWay.endedOn : text.oldWay.endsOn;
  return [
    agreed?.reason ?? null,
    agreed?.reviewOn == null ? null : text.decisions.dueOf.exception(date(agreed.reviewOn)),
    oldWayEnds === undefined ? null : ends(date(oldWayEnds)),
  ].filter((line) => line !== null);
}

/** What is aimed for with the solution here, by when and where it was set: each of them on a line. */
export function Target({ targets = [], solutionId }: Pick<AdoptionAnswer, "targets"> & { solutionId: string }) {
  const { text } = useSession();
  return targets
    .filter((one) => one.solutionId === solutionId)
    .map(({ scope, share, due, scopeName }) => (
      <span key={scope} className="agreed-line">
        {text.decisions.target(share, writtenDate(due, text.locale), scopeName)}
      </span>
    ));
}
