import { localDate } from "../../domain/calendar.ts";
import { type Ambition, type AmbitionQuestion, ambitionQuestions } from "../../domain/check-in/ambition.ts";
import { askableRollouts } from "../../domain/check-in/check-in.ts";
import { type Directory, type Instant, type IsoDate, solutionName } from "../../domain/organisation.ts";
import { holdersOf, rolesOf, teamsWhere } from "../../domain/permissions.ts";
import type { UsageLevel } from "../../domain/vocabulary.ts";
import { OmbordError } from "../../errors.ts";
import type { Store } from "../../store/store.ts";
import { type Actor, personOf } from "../actor.ts";
import { audit, untilNoConflict } from "../commit.ts";
import { type Errand, readTogether } from "../errand.ts";
import { guardText } from "../guard-text.ts";

export interface AmbitionView {
  /** Null for somebody who answers for no team, who has no ambition of this kind. */
  mine: Ambition | null;
  /** What targets can be set for, in the trade's own words. */
  solutions: { id: string; name: string }[];
  /** Of the leaders in a manager's scope, those who chose to share. */
  shared: { name: string; ambition: Ambition }[];
}

/** Leaders whose ambitions are read at once. */
const batch = 100;

/** A person's own ambition, and what others have shared with them. What is not shared is nobody's but its writer's. */
export async function viewAmbition({ store, actor, directory, now }: Errand): Promise<AmbitionView> {
  personOf(directory, actor);
  const today = localDate(now);
  const own = teamsWhere(directory, actor.personId, "answerCheckIn", today);
  const stored = await store.read(actor.tenantId, "ambition", actor.personId);
  return {
    mine: own.length === 0 ? null : (stored?.value ?? emptyAmbition(actor.personId, now)),
    solutions: solutionsOf(directory, own, today),
    shared: await sharedWith(store, directory, actor, today),
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

async function sharedWith(store: Store, directory: Directory, actor: Actor, today: IsoDate) {
  if (!rolesOf(directory, actor.personId, today).some(({ role }) => role === "manager")) return [];
  const scope = teamsWhere(directory, actor.personId, "seeAdoption", today);
  const leaders = holdersOf(directory, "leader", scope, today).flatMap((id) => {
    const person = id === actor.personId ? undefined : directory.people.get(id);
    return person === undefined ? [] : [person];
  });
  const shared: AmbitionView["shared"] = [];
  for (let at = 0; at < leaders.length; at += batch) {
    const some = leaders.slice(at, at + batch);
    const references = some.map(({ id }) => ({ kind: "ambition" as const, key: id }));
    const found = await store.readMany(actor.tenantId, references);
    for (const [index, leader] of some.entries()) {
      const ambition = found[index]?.value;
      if (ambition?.shared) shared.push({ name: leader.name, ambition });
    }
  }
  return shared.sort((a, b) => a.name.localeCompare(b.name, "da"));
}

export interface GivenAmbition {
  answers: Partial<Record<AmbitionQuestion, string>>;
  shared: boolean;
  draft: boolean;
  targets: Record<string, UsageLevel>;
  /** The writer has confirmed that nobody can be recognised. */
  confirmed: boolean;
}

/**
 * Stores a leader's ambition. Targets for solutions that the leader's teams do not use are left out.
 * Throws `forbidden` for somebody who answers for no team, and what {@link guardText} throws.
 */
export async function saveAmbition(errand: Errand, given: GivenAmbition): Promise<void> {
  const answers: Ambition["answers"] = {};
  for (const question of ambitionQuestions) {
    const text = guardText(given.answers[question], given.confirmed);
    if (text !== null) answers[question] = text;
  }
  await untilNoConflict(async () => {
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
  });
}
