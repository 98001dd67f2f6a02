import { localDate } from "../../domain/calendar.ts";
import { type Ambition, type AmbitionQuestion, ambitionQuestions } from "../../domain/check-in/ambition.ts";
import { askableRollouts } from "../../domain/check-in/check-in.ts";
import { type Directory, type Instant, type IsoDate, type Person, solutionName } from "../../domain/organisation.ts";
import { holdersOf, managersAbove, rolesOf, teamsWhere } from "../../domain/permissions.ts";
import type { UsageLevel } from "../../domain/vocabulary.ts";
import { OmbordError } from "../../errors.ts";
import { groupsOf, maxReferences } from "../../store/change-rules.ts";
import { personOf } from "../actor.ts";
import { audit, untilNoConflict } from "../commit.ts";
import { type Errand, readTogether } from "../errand.ts";
import { type Confirmation, guardTexts } from "../guard-text.ts";

export interface AmbitionView {
  /** Null for somebody who answers for no team, who has no ambition of this kind. */
  mine: Ambition | null;
  /** What targets can be set for, in the trade's own words. */
  solutions: { id: string; name: string }[];
  /** The names of the managers who read it once it is shared. */
  readers: string[];
  /** Of the leaders in a manager's scope, those who chose to share, with the names of what they set targets for. */
  shared: { name: string; ambition: Ambition; solutions: { id: string; name: string }[] }[];
}

/** A person's own ambition, and what others have shared with them. What is not shared is nobody's but its writer's. */
export async function viewAmbition({ store, actor, directory, now }: Errand): Promise<AmbitionView> {
  personOf(directory, actor);
  const today = localDate(now);
  const own = teamsWhere(directory, actor.personId, "answerCheckIn", today);
  const leaders = leadersSeen(directory, actor.personId, today);
  const references = [actor.personId, ...leaders.map(({ id }) => id)].map((key) => ({
    kind: "ambition" as const,
    key,
  }));
  const reads = groupsOf(references, maxReferences).map((group) => store.readMany(actor.tenantId, group));
  const [mine, ...others] = (await Promise.all(reads)).flat();
  const shared = leaders.flatMap(({ id, name }, index) => {
    const ambition = others[index]?.value;
    if (!ambition?.shared) return [];
    const theirs = solutionsOf(directory, teamsWhere(directory, id, "answerCheckIn", today), today);
    return [{ name, ambition, solutions: theirs.filter((one) => ambition.targets[one.id] !== undefined) }];
  });
  return {
    mine: own.length === 0 ? null : (mine?.value ?? emptyAmbition(actor.personId, now)),
    solutions: solutionsOf(directory, own, today),
    readers: readersOf(directory, actor.personId, today),
    shared: shared.sort((a, b) => a.name.localeCompare(b.name, "da")),
  };
}

/** It is a draft, and nobody else's, until its writer says otherwise. */
function emptyAmbition(personId: string, now: Instant): Ambition {
  return { personId, answers: {}, shared: false, draft: true, targets: {}, updatedAt: now };
}

function solutionsOf(directory: Directory, teamIds: string[], today: IsoDate): AmbitionView["solutions"] {
  const names = new Map<string, string>();
  for (const teamId of teamIds) {
    for (const { solutionId } of askableRollouts(directory, teamId, today)) {
      names.set(solutionId, solutionName(directory, solutionId, teamId));
    }
  }
  return [...names].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name, "da"));
}

/** The leaders in a manager's scope, who may share with them; none for anybody else. */
function leadersSeen(directory: Directory, personId: string, today: IsoDate): Person[] {
  if (!rolesOf(directory, personId, today).some(({ role }) => role === "manager")) return [];
  const scope = teamsWhere(directory, personId, "seeAdoption", today);
  return holdersOf(directory, "leader", scope, today)
    .filter((id) => id !== personId)
    .flatMap((id) => directory.people.get(id) ?? []);
}

/** The managers who have the leader among {@link leadersSeen}. */
function readersOf(directory: Directory, personId: string, today: IsoDate): string[] {
  const led = teamsWhere(directory, personId, "answerCheckIn", today).filter((teamId) =>
    holdersOf(directory, "leader", [teamId], today).includes(personId),
  );
  const managers = new Set(led.flatMap((teamId) => managersAbove(directory, teamId, today)));
  managers.delete(personId);
  return [...managers].flatMap((id) => directory.people.get(id)?.name ?? []);
}

export interface GivenAmbition {
  answers: Partial<Record<AmbitionQuestion, string>>;
  shared: boolean;
  draft: boolean;
  targets: Record<string, UsageLevel>;
  /** The writer has confirmed that nobody can be recognised. */
  confirmed: Confirmation;
}

/**
 * Stores a leader's ambition. Targets for solutions that the leader's teams do not use are left out. Returns
 * the directory that it was decided with.
 * Throws `forbidden` for somebody who answers for no team, and what {@link guardTexts} throws.
 */
export async function saveAmbition(errand: Errand, given: GivenAmbition): Promise<Directory> {
  const fields = ambitionQuestions.map((question) => [`answers.${question}`, given.answers[question]]);
  const guarded = guardTexts(Object.fromEntries(fields), { ...given, directory: errand.directory });
  const answers: Ambition["answers"] = {};
  for (const question of ambitionQuestions) {
    const text = guarded[`answers.${question}`];
    if (text) answers[question] = text;
  }
  return untilNoConflict(async () => {
    const { errand: at, found } = await readTogether(errand, [{ kind: "ambition", key: errand.actor.personId }]);
    const { store, actor, directory, now } = at;
    const [known] = found;
    const today = localDate(now);
    const own = teamsWhere(directory, actor.personId, "answerCheckIn", today);
    if (own.length === 0) throw new OmbordError("forbidden");
    const usable = solutionsOf(directory, own, today);
    const targets = Object.fromEntries(
      usable.flatMap(({ id }): [string, UsageLevel][] => {
        const level = Object.hasOwn(given.targets, id) ? given.targets[id] : undefined;
        return level === undefined ? [] : [[id, level]];
      }),
    );
    const { shared, draft } = given;
    const value: Ambition = { personId: actor.personId, answers, shared, draft, targets, updatedAt: now };
    await store.commit(actor.tenantId, [
      known === undefined
        ? { op: "create", kind: "ambition", key: actor.personId, value }
        : { op: "replace", kind: "ambition", key: actor.personId, etag: known.etag, value },
      audit({ actor, now }, "ambition.saved", "ambition", actor.personId),
    ]);
    return directory;
  });
}
