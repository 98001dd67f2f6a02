import { v7 as uuid } from "uuid";
import {
  addDays,
  addMonths,
  addWeeks,
  closesAt,
  localDate,
  localInstant,
  mondayOf,
  sendInstant,
  weekOf,
} from "../../domain/calendar.ts";
import {
  answer,
  answerRound,
  type CheckIn,
  type GivenAnswer,
  recordCheckIn,
  skip,
} from "../../domain/check-in/check-in.ts";
import { restsThisWeek } from "../../domain/check-in/rhythm.ts";
import type { RoundAnswer } from "../../domain/check-in/round-questions.ts";
import type { Directory, Instant, IsoWeek } from "../../domain/organisation.ts";
import { askedFor } from "../../domain/permissions.ts";
import { keys } from "../../store/documents.ts";
import { type Change, queryAll, type Store, type Stored } from "../../store/store.ts";
import { reportBarrier } from "../../use-cases/barrier/report-barrier.ts";
import { readFollowUps } from "../../use-cases/check-in/follow-ups.ts";
import { opening } from "../../use-cases/check-in/open-check-in.ts";
import { setAbsence } from "../../use-cases/check-in/set-absence.ts";
import { setRhythm } from "../../use-cases/check-in/set-rhythm.ts";
import { logCitizenCase } from "../../use-cases/citizen/log-citizen-case.ts";
import { audit } from "../../use-cases/commit.ts";
import { loadDirectory } from "../../use-cases/load-directory.ts";
import { publishRounds } from "../../use-cases/rounds/publish-rounds.ts";
import { chance } from "../chance.ts";
import { calmAnswer, levelAt, momentAfter } from "../demo-history.ts";
import { playSteps, settle } from "../demo-loop.ts";
import { openChats } from "./chats.ts";
import { leaders } from "./files.ts";
import { agreeAndVisit } from "./inclusion.ts";
import { teams } from "./organisation.ts";
import { playSources } from "./sources.ts";
import { sendSmallSteps } from "./steps.ts";
import { courses, notes, silentTeams, standing, stepsTo, troubles } from "./story.ts";

/** A year of answers, this week's not counted. */
export const storvigWeeks = 52;
const absences = 6;
const everySecond = 8;
const citizenNotes = 300;

/** What is played: the same municipality at the same moment is the same story, ids and all. */
interface Play {
  store: Store;
  tenantId: string;
  now: Instant;
}

/**
 * Lives through a year up to now. What leaders, navigators and teams have done goes through the use cases. The weekly
 * answers of 229 teams would take a minute that way: they are decided by the same rules (`opening`, `answer`, `skip`,
 * `recordCheckIn`) and stored together.
 */
export async function playStorvig(store: Store, tenantId: string, now: Instant): Promise<void> {
  const play: Play = { store, tenantId, now };
  const thisWeek = weekOf(now);
  const rhythmFrom = addWeeks(thisWeek, -20);
  await playWeeks(play, addWeeks(thisWeek, -storvigWeeks), rhythmFrom);
  await chooseRhythms(play, localInstant(mondayOf(rhythmFrom), 8));
  await playWeeks(play, rhythmFrom, thisWeek);
  await playTroubles(play);
  await noteCitizens(play);
  await agreeAndVisit({ ...play, idAt });
  await playSources(store, tenantId, now);
  await goAway(play, localInstant(mondayOf(thisWeek), 0));
  await sendSmallSteps(play, thisWeek);
  await playWeeks(play, thisWeek, addWeeks(thisWeek, 1));
  await openChats(store, tenantId, now);
  for (let months = 9; months >= 0; months -= 3) {
    const then = localInstant(addMonths(localDate(now), -months), 9);
    await publishRounds({ store, tenantId, directory: await loadDirectory(store, tenantId), now: then });
  }
  await settle(store, tenantId, now);
}

/** From one week up to but not including another. */
async function playWeeks({ store, tenantId, now }: Play, from: IsoWeek, before: IsoWeek): Promise<void> {
  const directory = await loadDirectory(store, tenantId);
  const followUps = await readFollowUps({ store, tenantId, now });
  const histories = new Map<string, Stored<"adoption">>();
  for await (const stored of queryAll(store, tenantId, "adoption")) histories.set(stored.key, stored);
  for (let week = from; week < before; week = addWeeks(week, 1)) {
    const sent = sendInstant(week, directory.settings);
    if (sent === null || sent > now) continue;
    const changes = teams.flatMap(({ id }): Change[] => {
      const history = histories.get(id);
      const date = localDate(sent);
      if (history === undefined || restsThisWeek(directory, history.value, id, week, date)) return [];
      const asked = week === weekOf(now) ? followUps(id) : { barriers: [], trials: [], steps: [] };
      const opened = opening({ directory, now: sent }, id, history, asked);
      if (opened === null) return [];
      const at = momentAfter(sent, directory, id, week);
      const { checkIn, by } = reply(directory, opened.checkIn, at, now);
      histories.set(id, { ...history, value: recordCheckIn(history.value, checkIn) });
      const key = keys.checkIn(week, id);
      return [
        { op: "create", kind: "checkIn", key, value: checkIn },
        ...opened.changes.filter(({ kind }) => kind === "barrier"),
        ...(by === null
          ? []
          : [audit({ actor: { personId: by }, now: at }, `checkIn.${checkIn.state}`, "checkIn", key)]),
      ];
    });
    await store.commit(tenantId, changes);
  }
  const written = [...histories.values()].map(
    ({ key, etag, value }): Change => ({ op: "replace", kind: "adoption", key, etag, value }),
  );
  await store.commit(tenantId, written);
}

/** What became of the check-in by now: answered, skipped, closed without an answer, or still open. */
function reply(
  directory: Directory,
  checkIn: CheckIn,
  at: Instant,
  now: Instant,
): { checkIn: CheckIn; by: string | null } {
  const { teamId, week } = checkIn;
  const [by] = askedFor(directory, teamId, localDate(at));
  const isSilent = week >= addWeeks(weekOf(now), -(silentTeams[teamId] ?? -1));
  const dice = chance("response", teamId, week);
  if (at <= now && by !== undefined && !isSilent && dice < responseOf(teamId)) {
    const told = answerRound(checkIn, roundAnswerOf(checkIn));
    const decision = answer(told, givenFor(checkIn, now), by, at, () => "");
    if (decision.outcome === "stored") return { checkIn: decision.checkIn, by };
  }
  if (at <= now && by !== undefined && !isSilent && dice > 0.96) {
    const decision = skip(checkIn, by, at);
    if (decision.outcome === "stored") return { checkIn: decision.checkIn, by };
  }
  return { checkIn: closesAt(week) <= now ? { ...checkIn, state: "missed" } : checkIn, by: null };
}

/** Most say that something is done, and that it holds. */
function roundAnswerOf({ round, teamId, week }: CheckIn): RoundAnswer | undefined {
  const dice = chance("round", teamId, week);
  if (round === undefined || dice > 0.9) return undefined;
  return dice < 0.5 ? "yes" : dice < 0.75 ? "partly" : "no";
}

/** Most answer nearly always, one in twelve every second time. */
function responseOf(teamId: string): number {
  return chance("keen", teamId) < 1 / 12 ? 0.5 : 0.93;
}

function givenFor({ asked, teamId, week }: CheckIn, now: Instant): GivenAnswer[] {
  return asked.map(({ solutionId, extra }) => ({
    solutionId,
    level: levelAt(pointOf(teamId, solutionId, week, now), chance("level", teamId, solutionId, week)),
    extra:
      extra && calmAnswer(extra, chance("extra", teamId, solutionId, week) ** (isStuck(teamId, solutionId) ? 0.5 : 4)),
    troubled: false,
  }));
}

/** One team in nine has not got the solution going. */
function isStuck(teamId: string, solutionId: string): boolean {
  return chance("stuck", teamId, solutionId) < 1 / 9;
}

/** Weeks in which booking loses what it had won. */
const fallWeeks = 8;

function pointOf(teamId: string, solutionId: string, week: IsoWeek, now: Instant): number {
  const [from, to] = courses[solutionId] ?? [2, 3];
  const left = weeksLeft(week, now);
  const own = isStuck(teamId, solutionId) ? -2 : (chance("own", teamId, solutionId) - 0.5) * 1.4;
  const fall = solutionId === "booking" && left < fallWeeks ? (1 - left / fallWeeks) * 1.5 : 0;
  return to - ((to - from) * left) / storvigWeeks + own - fall;
}

function weeksLeft(week: IsoWeek, now: Instant): number {
  return Math.round((Date.parse(mondayOf(weekOf(now))) - Date.parse(mondayOf(week))) / (7 * 86_400_000));
}

/** Some leaders have chosen to be asked every second week. */
async function chooseRhythms({ store, tenantId }: Play, at: Instant): Promise<void> {
  const directory = await loadDirectory(store, tenantId);
  for (let n = 0; n < everySecond; n++) {
    const place = 100 + n * 9;
    const personId = leaders[place]?.id ?? "";
    const errand = { store, actor: { tenantId, personId }, directory, now: at };
    await setRhythm(errand, teams[place]?.id ?? "", "everySecondWeek");
  }
}

/** Some leaders are away this week, and their stand-ins are asked. */
async function goAway({ store, tenantId, now }: Play, from: Instant): Promise<void> {
  const directory = await loadDirectory(store, tenantId);
  for (let n = 0; n < absences; n++) {
    const personId = leaders[3 + n * 33]?.id ?? "";
    await setAbsence(
      { store, actor: { tenantId, personId }, directory, now: from },
      { kind: "away", periods: [{ from: null, to: addDays(localDate(now), 4 + n * 3) }] },
    );
  }
}

/** Everything that is or was in the way: reported, and taken to where it stands, by those whose it is. */
async function playTroubles({ store, tenantId, now }: Play): Promise<void> {
  const directory = await loadDirectory(store, tenantId);
  const all = standing.flatMap(({ status, count, weeksAgo: [newest, oldest] }) =>
    Array.from({ length: count }, (_, nth) => ({ status, nth, weeksAgo: newest + ((oldest - newest) * nth) / count })),
  );
  const about = Object.keys(troubles);
  for (const [n, { status, nth, weeksAgo }] of all.entries()) {
    const solutionId = about[n % about.length] ?? "";
    const told = troubles[solutionId] ?? [];
    const [category, detail, consequence, contact] = told[Math.floor(n / about.length) % told.length] ?? told[0] ?? [];
    const at = momentBack(now, Math.round(weeksAgo * 7) + 1, n);
    const users = teams.filter(({ id }) =>
      (directory.rolloutsByTeam.get(id) ?? []).some(
        (rollout) => rollout.solutionId === solutionId && ["inUse", "pilot"].includes(rollout.status),
      ),
    );
    const teamId = users[Math.floor(chance("trouble", `${n}`) * users.length)]?.id ?? "";
    const [personId = ""] = askedFor(directory, teamId, localDate(at));
    if (category === undefined || detail === undefined || contact === undefined) continue;
    const id = idAt(at, "barrier", `${n}`);
    const errand = { store, actor: { tenantId, personId }, directory, now: at };
    const reported = { category, detail, consequence, contact, confirmed: false };
    const { barrier } = await reportBarrier(errand, { id, teamId, solutionId, told: reported });
    const scene = { store, tenantId, directory, barrier, now, newId: (then: Instant) => idAt(then, "trial", `${n}`) };
    await playSteps(scene, stepsTo(status, nth));
  }
}

async function noteCitizens({ store, tenantId, now }: Play): Promise<void> {
  const directory = await loadDirectory(store, tenantId);
  for (let n = 0; n < citizenNotes; n++) {
    const { about, reasons, instead, outcomes, text } = notes[n % notes.length] ?? notes[0] ?? neverNoted();
    const [solutionId] = about;
    const noting = teams.filter((team) =>
      solutionId === undefined ? team.solutions.includes("selvbetjening") : team.solutions.includes(solutionId),
    );
    const teamId = noting[Math.floor(chance("noting", `${n}`) * noting.length)]?.id ?? "";
    const at = momentBack(now, 1 + Math.floor(chance("noted", `${n}`) * 350), n);
    const [personId = ""] = askedFor(directory, teamId, localDate(at));
    const outcome = outcomes[Math.floor(chance("outcome", `${n}`) * outcomes.length)] ?? "open";
    const followUpOn = outcome === "open" ? addDays(localDate(at), 40 + (n % 60)) : undefined;
    const given = { id: idAt(at, "note", `${n}`), teamId, solutionId, reasons, instead, outcome, followUpOn };
    const errand = { store, actor: { tenantId, personId }, directory, now: at };
    await logCitizenCase(errand, { ...given, note: text, confirmed: false });
  }
}

function neverNoted(): never {
  throw new Error("There is nothing to note");
}

/** So many days ago, in the morning, on a day when people are at work; never after now. */
function momentBack(now: Instant, days: number, nth: number): Instant {
  const day = addDays(localDate(now), -days);
  const isWeekend = [0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay());
  return localInstant(isWeekend ? addDays(day, -2) : day, 8 + (nth % 7), (nth * 13) % 60);
}

/** A time-ordered id that is the same for the same moment and words. */
function idAt(at: Instant, ...words: string[]): string {
  const random = Uint8Array.from({ length: 16 }, (_, n) => Math.floor(chance(`${n}`, ...words) * 256));
  return uuid({ msecs: Date.parse(at), random, seq: 0 });
}
