import { weekOf } from "../domain/calendar.ts";
import type { CheckIn } from "../domain/check-in/check-in.ts";
import { forgetMessageAt } from "../domain/message-outcome.ts";
import type { Instant, Person, Role, Rollout, Team } from "../domain/organisation.ts";
import { cardUpdate, reminderMessage } from "../domain/outreach.ts";
import type { Trial } from "../domain/trial.ts";
import { type Kind, keys } from "../store/documents.ts";
import { type Change, queryAll, type Store, type Stored } from "../store/store.ts";
import type { Rows } from "./parse-directory.ts";
import { type Mentions, planMentions } from "./plan-mentions.ts";
import type { StoredDirectory } from "./stored-directory.ts";

/**
 * Where what a team has goes, by its id: those that have come in its place, in the order of the file, itself first where it is
 * still there. The first gets what is open; all get the history.
 */
export type TeamMoves = ReadonlyMap<string, readonly string[]>;

export function movesOf(teams: Rows<Team> | undefined): TeamMoves {
  const pairs = (teams?.rows ?? []).map(({ value }) => [value.id, value.replaces ?? []] as const);
  return movesAmong(pairs, (id) => teams?.ids.has(id) === true);
}

/** The same of pairs: a team, and those in whose place it comes. */
export function movesAmong(
  pairs: Iterable<readonly [string, readonly string[]]>,
  isStill: (teamId: string) => boolean,
): TeamMoves {
  const moves = new Map<string, string[]>();
  for (const [heir, replaced] of pairs)
    for (const id of replaced) {
      const heirs = moves.get(id) ?? (isStill(id) ? [id] : []);
      moves.set(id, [...heirs, heir]);
    }
  return moves;
}

/** What belongs to the teams that go. */
export interface Belongings {
  barriers: Stored<"barrier">[];
  cases: Stored<"citizenCase">[];
  trials: Stored<"trial">[];
  /** This week's, and those of other weeks that are still open; with those of the teams that they go to. */
  checkIns: Stored<"checkIn">[];
  /** The reminders of those. */
  reminders: Stored<"message">[];
  /** What waits to be sent about something of theirs. */
  waiting: Stored<"message">[];
  /** What names them by the way; see {@link planMentions}. */
  mentions: Mentions;
}

const nothing: Belongings = {
  ...{ barriers: [], cases: [], trials: [], checkIns: [], reminders: [], waiting: [] },
  mentions: { dismissals: [], decisions: [], views: [] },
};

/** Reads nothing where no team goes. */
export async function readBelongings(
  store: Store,
  tenantId: string,
  moves: TeamMoves,
  now: Instant,
): Promise<Belongings> {
  const gone = leaving(moves);
  if (gone.length === 0) return nothing;
  const all = <K extends Kind>(
    ...query: Parameters<typeof queryAll<K>> extends [Store, string, ...infer R] ? R : never
  ) => Array.fromAsync(queryAll<K>(store, tenantId, ...query));
  const isTouched = new Set([...gone, ...[...moves.values()].map(([heir = ""]) => heir)]);
  const week = weekOf(now);
  const ofWeek = await all<"checkIn">("checkIn", { where: { week } });
  const open = await all<"checkIn">("checkIn", { where: { state: "open" } });
  const checkIns = [...new Map([...ofWeek, ...open].map((one) => [one.key, one])).values()].filter(({ value }) =>
    isTouched.has(value.teamId),
  );
  const reminders = await Promise.all(checkIns.map(({ key }) => store.read(tenantId, "message", `reminder:${key}`)));
  const waiting = await all<"message">("message", { where: { state: ["pending", "sending", "failed"] } });
  const trials = await all<"trial">("trial");
  return {
    barriers: await all<"barrier">("barrier", { where: { teamId: gone } }),
    cases: await all<"citizenCase">("citizenCase", { where: { teamId: gone } }),
    trials: trials.filter(({ value }) => value.teamIds.some((id) => gone.includes(id))),
    checkIns,
    reminders: reminders.filter((one) => one !== undefined),
    waiting: waiting.filter(({ value }) => gone.includes(value.teamId) && value.week === null),
    mentions: {
      dismissals: await all<"dismissal">("dismissal"),
      decisions: await all<"decision">("decision"),
      views: await all<"boardViews">("boardViews"),
    },
  };
}

/** The teams of which what is open goes to another. */
function leaving(moves: TeamMoves): string[] {
  return [...moves].filter(([id, [heir]]) => heir !== undefined && heir !== id).map(([id]) => id);
}

/**
 * The changes that hand over what the teams have, each group a commit of its own. They come after the new teams and before the
 * old ones go; the same again finds nothing left.
 */
export function planMoves(moves: TeamMoves, belongings: Belongings, now: Instant): Change[][] {
  const heirOf = (teamId: string) => moves.get(teamId)?.[0] ?? teamId;
  const { barriers, cases, trials, waiting } = belongings;
  return [
    ...barriers.map((stored) => [replaced(stored, { ...stored.value, teamId: heirOf(stored.value.teamId) })]),
    ...cases.map((stored) => [replaced(stored, { ...stored.value, teamId: heirOf(stored.value.teamId) })]),
    ...trials.map((stored) => [
      replaced(stored, {
        ...stored.value,
        teamIds: [...new Set(stored.value.teamIds.map(heirOf))],
        progress: progressOf(stored.value.progress, heirOf),
      }),
    ]),
    ...waiting.map((stored) => [replaced(stored, { ...stored.value, teamId: heirOf(stored.value.teamId) })]),
    ...planMentions(belongings.mentions, new Map(leaving(moves).map((id) => [id, heirOf(id)]))),
    ...moveCheckIns(moves, belongings, now),
  ];
}

/** One word a week and team: of two teams that become one, what was said last. */
function progressOf(progress: Trial["progress"], heirOf: (teamId: string) => string): Trial["progress"] {
  const said = progress.map((one) => ({ ...one, teamId: heirOf(one.teamId) }));
  return [...new Map(said.map((one) => [`${one.week}:${one.teamId}`, one])).values()];
}

function replaced<K extends Kind>({ kind, key, etag, expiresAt }: Stored<K>, value: Stored<K>["value"]): Change {
  return { op: "replace", kind, key, etag, value, ...(expiresAt === undefined ? {} : { expiresAt }) } as Change;
}

/** One check-in a week and heir: an answered one before an open one, the first listed before the others. All cards stay with it. */
function moveCheckIns(moves: TeamMoves, { checkIns, reminders }: Belongings, now: Instant): Change[][] {
  const gone = new Set(leaving(moves));
  const heirOf = (teamId: string) => (gone.has(teamId) ? (moves.get(teamId)?.[0] ?? teamId) : teamId);
  const order = [...moves.keys()];
  const place = ({ value }: Stored<"checkIn">) => (gone.has(value.teamId) ? 1 + order.indexOf(value.teamId) : 0);
  const byHeir = Map.groupBy(checkIns, ({ value }) => keys.checkIn(value.week, heirOf(value.teamId)));
  return [...byHeir].flatMap(([key, together]) => {
    const leave = together.filter(({ value }) => gone.has(value.teamId));
    if (leave.length === 0) return [];
    const own = together.find((one) => one.key === key);
    const sorted = together.toSorted((a, b) => weight(a.value) - weight(b.value) || place(a) - place(b));
    const [best] = sorted;
    if (best === undefined) return [];
    const cards = [
      ...new Map(together.flatMap(({ value }) => value.cards).map((card) => [card.activityId, card])).values(),
    ];
    const value: CheckIn = { ...best.value, teamId: heirOf(best.value.teamId), cards };
    const stored: Change =
      own === undefined
        ? { op: "create", kind: "checkIn", key, value, ...expiryOf(best) }
        : { op: "replace", kind: "checkIn", key, etag: own.etag, value, ...expiryOf(own) };
    const removed = leave.map(({ etag, key: old }): Change => ({ op: "delete", kind: "checkIn", key: old, etag }));
    return [[stored, ...removed, ...reminded(value, leave, reminders, now), ...redrawn(value, now)]];
  });
}

function weight({ state }: CheckIn): number {
  return ["answered", "skipped", "open", "missed"].indexOf(state);
}

function expiryOf({ expiresAt }: Stored<"checkIn">): { expiresAt?: string } {
  return expiresAt === undefined ? {} : { expiresAt };
}

/** Whoever has been reminded is not reminded again under another name. */
function reminded(
  checkIn: CheckIn,
  leave: readonly Stored<"checkIn">[],
  reminders: readonly Stored<"message">[],
  now: Instant,
): Change[] {
  const old = leave.flatMap(({ key }) => reminders.filter((one) => one.key === `reminder:${key}`));
  const [sent] = old.filter(({ value }) => value.state === "sent");
  if (sent === undefined) return [];
  const { key, value } = reminderMessage(checkIn, sent.value.recipient, now);
  if (reminders.some((one) => one.key === key)) return [];
  const done = { ...sent.value, subject: value.subject, teamId: value.teamId };
  return [{ op: "create", kind: "message", key, value: done, expiresAt: forgetMessageAt(done) }];
}

/** The cards that people have say the new name, and lead to the new team. */
function redrawn(checkIn: CheckIn, now: Instant): Change[] {
  return checkIn.cards
    .map((card) => cardUpdate(checkIn, card, now))
    .map(({ key, value }) => ({ op: "create", kind: "message", key, value, expiresAt: forgetMessageAt(value) }));
}

/** Roles for teams that go, as roles for those in their place; used where no file says who leads them. */
export function movedRoles(roles: readonly Role[], moves: TeamMoves): Role[] {
  const moved = roles.flatMap((role) => (moves.get(role.scope) ?? [role.scope]).map((scope) => ({ ...role, scope })));
  return [...new Map(moved.map((role) => [keys.role(role), role])).values()];
}

/** What the teams in their place use, where no file says so: what the old ones used. */
export function movedRollouts(rollouts: readonly Rollout[], moves: TeamMoves): Rollout[] {
  const known = new Map(rollouts.map((rollout) => [keys.rollout(rollout.solutionId, rollout.teamId), rollout]));
  for (const rollout of rollouts)
    for (const teamId of moves.get(rollout.teamId) ?? []) {
      const key = keys.rollout(rollout.solutionId, teamId);
      if (!known.has(key)) known.set(key, { ...rollout, teamId });
    }
  return [...known.values()];
}

/** The rhythm that somebody asked for goes with the team. */
export function movedRhythm(person: Person, moves: TeamMoves): Person {
  const { everySecondWeek } = person;
  if (!everySecondWeek?.some((id) => moves.has(id))) return person;
  return { ...person, everySecondWeek: [...new Set(everySecondWeek.flatMap((id) => moves.get(id) ?? [id]))] };
}

/** The teams as they are to be: what a row replaces is added to what it has replaced before. */
export function mergedTeam(before: Team, row: Team): Team {
  const replaces = [...new Set([...(before.replaces ?? []), ...(row.replaces ?? [])])];
  const { retired: _, replacedBy: __, staff, ...rest } = { ...before, ...row };
  const isNothingNew = staff === undefined || (staff === null && before.staff === undefined);
  const merged = isNothingNew ? rest : { ...rest, staff };
  return replaces.length === 0 ? merged : { ...merged, replaces };
}

/** A team that goes, with who is in its place. */
export function retiredTeam(before: Team, moves: TeamMoves): Team {
  const [heir] = moves.get(before.id) ?? [];
  return { ...before, retired: true, ...(heir === undefined ? {} : { replacedBy: heir }) };
}

/** The teams whose history is to come into this one's, and has not yet. */
export function historiesFor(team: Team, stored: StoredDirectory): string[] {
  const done = stored.team.get(team.id)?.value.replaces ?? [];
  return (team.replaces ?? []).filter((id) => !done.includes(id));
}
