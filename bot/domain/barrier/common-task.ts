import { foldedWords } from "../folded-words.ts";
import { isUnsolved } from "../vocabulary.ts";
import type { Barrier } from "./barrier.ts";

// *Fælles opgave*: barriers that are the same, linked to one of them, which is asked about and solved once for all.

/** So many of the same are offered as one task. */
export const commonFrom = 3;
/** Words that short say little. */
const tellingLength = 5;
/** So many telling words in common make two alike that were not given the same topic. */
const alikeFrom = 3;

type Comparable = Pick<
  Barrier,
  "id" | "teamId" | "solutionId" | "category" | "consequence" | "status" | "sameAs" | "createdAt"
>;

/** Of how many teams each barrier of the list is that others are linked to, by id; those without others are left out. */
export function teamsOf(
  barriers: readonly Pick<Barrier, "id" | "teamId">[],
  linked: readonly Pick<Barrier, "sameAs" | "teamId">[],
): Map<string, number> {
  const byRoot = Map.groupBy(linked, ({ sameAs }) => sameAs);
  return new Map(
    barriers.flatMap(({ id, teamId }) => {
      const members = byRoot.get(id);
      return members === undefined ? [] : [[id, new Set([teamId, ...members.map((one) => one.teamId)]).size] as const];
    }),
  );
}

/**
 * The barriers that may be one common task, three or more that are not linked yet: about the same solution, and of the same topic or
 * in like words. The one that has waited longest comes first in each; the largest group first.
 */
export function commonTasks<B extends Comparable>(barriers: readonly B[]): B[][] {
  const free = barriers
    .filter(({ status, sameAs }) => isUnsolved(status) && sameAs === null)
    .toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
  const groups = [...Map.groupBy(free, ({ solutionId }) => solutionId).values()].flatMap(byLikeness);
  return groups.filter((group) => group.length >= commonFrom).toSorted((a, b) => b.length - a.length);
}

/** Each joins the group of its topic, else the first in like words, which are read of those alone that need them. */
function byLikeness<B extends Comparable>(barriers: readonly B[]): B[][] {
  const groups: { members: B[]; words: Set<string> }[] = [];
  for (const barrier of barriers) {
    const { category } = barrier;
    const ofTopic = category === null ? undefined : groups.find(({ members }) => members[0]?.category === category);
    if (ofTopic !== undefined) {
      ofTopic.members.push(barrier);
      continue;
    }
    const words = tellingWords(barrier);
    const like = groups.find(({ words: known }) => words.filter((word) => known.has(word)).length >= alikeFrom);
    if (like === undefined) groups.push({ members: [barrier], words: new Set(words) });
    else like.members.push(barrier);
  }
  return groups.map(({ members }) => members);
}

function tellingWords({ consequence }: Comparable): string[] {
  return consequence === null ? [] : foldedWords(consequence).filter((word) => word.length >= tellingLength);
}
