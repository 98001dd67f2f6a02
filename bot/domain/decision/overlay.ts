import type { Directory, HeldRollout, Rollout, SolutionTarget } from "../organisation.ts";
import { rolloutStatusFacts } from "../vocabulary.ts";
import { type Decision, scopesAbove } from "./decision.ts";

// What has been decided lies over what the files say: an import changes what lies below, and never the decision.

/** The decisions in force by what they are about: the newest of each kind, solution and place. */
export type Overlay = ReadonlyMap<string, Decision>;

/** The overlay of the decisions in force. Pure. */
export function overlayOf(decisions: readonly Decision[]): Overlay {
  const inOrder = decisions.toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
  return new Map(inOrder.map((one) => [placeOf(one.kind, one.solutionId ?? "", one.scope), one]));
}

function placeOf(kind: string, solutionId: string, scope: string): string {
  return `${kind} ${scope} ${solutionId}`;
}

/** The nearest decision of the kind that holds for the team's solution. */
export function decidedFor(
  overlay: Overlay,
  kind: "exception" | "closing",
  { solutionId, scopes }: { solutionId: string; scopes: readonly string[] },
): Decision | undefined {
  for (const scope of scopes) {
    const found = overlay.get(placeOf(kind, solutionId, scope));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The directory with what has been decided over its rollouts; what is retired stays so. The decisions are those in force. Pure. */
export function withDecisions(directory: Directory, decisions: readonly Decision[]): Directory {
  if (decisions.length === 0) return directory;
  const overlay = overlayOf(decisions);
  const rolloutsByTeam = new Map(
    [...directory.rolloutsByTeam].map(([teamId, rollouts]) => {
      const scopes = scopesAbove(directory, teamId);
      return [teamId, rollouts.map((rollout) => held(rollout, overlay, scopes))];
    }),
  );
  return { ...directory, rolloutsByTeam, targets: targetsIn(overlay) };
}

function held(rollout: Rollout, overlay: Overlay, scopes: readonly string[]): HeldRollout {
  if (rolloutStatusFacts[rollout.status].counts === "over") return rollout;
  const { solutionId } = rollout;
  const exception = decidedFor(overlay, "exception", { solutionId, scopes });
  const closing = decidedFor(overlay, "closing", { solutionId, scopes });
  return {
    ...rollout,
    ...(exception !== undefined && {
      ...{ status: "exception", reason: exception.text, reviewOn: exception.due, decision: exception.id },
    }),
    ...(closing?.due != null && { oldWayEnds: closing.due }),
  };
}

function targetsIn(overlay: Overlay): SolutionTarget[] {
  return [...overlay.values()].flatMap(({ kind, solutionId, scope, share, due }) =>
    kind === "target" && solutionId !== null && share !== undefined && due !== null
      ? [{ solutionId, scope, share, due }]
      : [],
  );
}
