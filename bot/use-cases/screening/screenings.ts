import { addDays, addMonths, localDate, localInstant, parseDate } from "../../domain/calendar.ts";
import type { Directory, Instant, IsoDate } from "../../domain/organisation.ts";
import { byDay, type PlannedMessage, planned } from "../../domain/outreach.ts";
import { advisersAround, advisersNearest } from "../../domain/permissions.ts";
import {
  newScreening,
  type Screening,
  type ScreeningText,
  screeningDays,
  screeningTexts,
  screeningYears,
  subjectOf,
  withoutTexts,
} from "../../domain/screening.ts";
import type { PersonalDataKind, ScreenedKind, Verdict } from "../../domain/vocabulary.ts";
import { OmbordError } from "../../errors.ts";
import { type Change, queryAll, type Stored } from "../../store/store.ts";
import { audit, enqueue, untilNoConflict } from "../commit.ts";
import type { Errand } from "../errand.ts";
import { type Confirmation, guardTexts } from "../guard-text.ts";
import { mayAnswerScreening, toldOf, whatIsAsked } from "./may-ask.ts";

/** A screening, with what its reader may do to it. */
export interface SeenScreening {
  screening: Screening;
  mayAnswer: boolean;
  /** While nobody has answered: it is gone then. */
  mayWithdraw: boolean;
  mayDeleteText: boolean;
}

export interface ScreeningList {
  items: SeenScreening[];
  /** The person may ask about what is looked at, and there is somebody to ask. */
  mayAsk: boolean;
}

/** Days for which news of a screening is worth telling. */
const newsDays = 14;

/**
 * With `of`, what has been asked about it, for whoever may ask about it; empty for everybody else. Without, what is the person's to
 * answer or has been answered as theirs, and what they have asked: what waits first, by its date.
 */
export async function listScreenings(errand: Errand, of?: { about: ScreenedKind; id: string }): Promise<ScreeningList> {
  const { store, actor, directory, now } = errand;
  const asked = of === undefined ? null : await whatIsAsked(errand, of.about, of.id);
  if (of !== undefined && asked === null) return { items: [], mayAsk: false };
  const where = of === undefined ? {} : { where: { subject: subjectOf(of.about, of.id) } };
  const items: SeenScreening[] = [];
  for await (const { value } of queryAll(store, actor.tenantId, "screening", where)) {
    // The adviser finds again what has been answered.
    const isTheirs = mayAnswerScreening(errand, value) || value.by === actor.personId;
    if (asked !== null || isTheirs) items.push(seenBy(errand, value));
  }
  const mayAsk = asked !== null && advisersAround(directory, asked.teamIds, localDate(now)).length > 0;
  return { items: items.sort(waitingFirst), mayAsk };
}

function waitingFirst({ screening: a }: SeenScreening, { screening: b }: SeenScreening): number {
  if (a.state !== b.state) return a.state === "open" ? -1 : 1;
  return a.state === "open" ? a.due.localeCompare(b.due) : b.updatedAt.localeCompare(a.updatedAt);
}

/** A screening with what the person may do to it. */
export function seenBy(errand: Errand, screening: Screening): SeenScreening {
  const { by, state, answer } = screening;
  const { personId } = errand.actor;
  const hasText = screeningTexts.some((of) => screening[of] !== null) || (answer?.text ?? null) !== null;
  const mayAnswer = mayAnswerScreening(errand, screening);
  return {
    screening,
    mayAnswer: mayAnswer && state === "open",
    mayWithdraw: by === personId && state === "open",
    mayDeleteText: hasText && state === "answered" && (by === personId || answer?.by === personId),
  };
}

export interface GivenScreening extends Partial<Record<ScreeningText, string | undefined>> {
  /** Minted with the form, so that sending it twice asks once. */
  id: string;
  about: ScreenedKind;
  aboutId: string;
  personalData: PersonalDataKind;
  due: string;
  confirmed: Confirmation;
}

/**
 * Asks the adviser. Throws `notFound` for what the person may not ask about, `invalid` where there is no adviser, without a question or
 * with a day that is not a week or two away, and what {@link guardTexts} throws.
 */
export async function askAdviser(errand: Errand, given: GivenScreening): Promise<void> {
  const { store, actor, directory, now } = errand;
  const today = localDate(now);
  const asked = await whatIsAsked(errand, given.about, given.aboutId);
  if (asked === null) throw new OmbordError("notFound");
  const written = screeningTexts.map((of) => [of, given[of]] as const);
  const texts = guardTexts(Object.fromEntries(written) as Record<ScreeningText, string | undefined>, {
    ...given,
    directory,
  });
  if (texts.question === null) throw new OmbordError("invalid", "noWords");
  const due = dueOf(given.due, today);
  if (advisersAround(directory, asked.teamIds, today).length === 0) throw new OmbordError("invalid");
  const { id, personalData } = given;
  const value = newScreening({ ...asked, ...texts, id, personalData, due, by: actor.personId }, now);
  await untilNoConflict(async () => {
    const known = await store.read(actor.tenantId, "screening", id);
    // Sent twice: asked once, and by whom it was.
    if (known?.value.by === actor.personId) return;
    if (known !== undefined) throw new OmbordError("notFound");
    await store.commit(actor.tenantId, [
      { op: "create", kind: "screening", key: id, value, expiresAt: forgetAt(value) },
      ...advisersNearest(directory, value.teamIds, today).map((to) =>
        enqueue(news(errand, "screeningAsked", value, to)),
      ),
      audit(errand, "screening.asked", "screening", id),
    ]);
  });
}

function dueOf(given: string, today: IsoDate): IsoDate {
  const due = parseDate(given);
  if (due === null) throw new OmbordError("invalid", "impossibleDate");
  const { least, most } = screeningDays;
  if (due < addDays(today, least) || due > addDays(today, most)) throw new OmbordError("invalid", "impossibleDate");
  return due;
}

/** When a screening goes: years after it was last changed. */
export function forgetAt({ updatedAt }: Pick<Screening, "updatedAt">): Instant {
  return localInstant(addMonths(localDate(updatedAt), screeningYears * 12), 0);
}

/** A message about a screening, to one person. */
export function news(
  { directory, now }: { directory: Directory; now: Instant },
  purpose: "screeningAsked" | "screeningAnswered" | "screeningLate",
  { id, teamIds: [teamId = ""] }: Screening,
  to: string,
): PlannedMessage {
  const deadline = localInstant(addDays(localDate(now), newsDays), 0);
  const dueAt = purpose === "screeningLate" ? byDay(directory.settings, now) : now;
  return planned({ purpose, recipient: to, personId: to, subject: id, teamId, week: null, deadline, dueAt }, now);
}

/** What is done to a screening, as it comes from the API. */
export type ScreeningChange =
  | { action: "answer"; verdict: Verdict; text: string; confirmed: Confirmation }
  | { action: "withdraw" | "deleteText" };

/**
 * Answers a screening, takes it back while nobody has, or takes its words out. Throws `notFound` for one that is not the person's to see,
 * `forbidden` for what they may not do to it, `closed` for one that has been answered, `invalid` without words, and what
 * {@link guardTexts} throws.
 */
export async function changeScreening(errand: Errand, id: string, change: ScreeningChange): Promise<void> {
  const { store, actor, directory } = errand;
  const text = change.action === "answer" ? guardTexts({ text: change.text }, { ...change, directory }).text : null;
  if (change.action === "answer" && text === null) throw new OmbordError("invalid", "noWords");
  await untilNoConflict(async () => {
    const stored = await store.read(actor.tenantId, "screening", id);
    if (stored === undefined) throw new OmbordError("notFound");
    const { value } = stored;
    const isAdviser = mayAnswerScreening(errand, value);
    const isTheirs = isAdviser || value.by === actor.personId || value.answer?.by === actor.personId;
    if (!isTheirs) throw new OmbordError("notFound");
    await store.commit(actor.tenantId, changesOf(errand, stored, change, text));
  });
  if (change.action !== "answer") await store.scrub();
}

function changesOf(
  errand: Errand,
  stored: Stored<"screening">,
  change: ScreeningChange,
  text: string | null,
): Change[] {
  const { directory, actor, now } = errand;
  const { key, etag, value } = stored;
  const seen = seenBy(errand, value);
  const done = audit(errand, `screening.${change.action}`, "screening", key);
  const replaced = (next: Screening): Change => ({
    ...{ op: "replace", kind: "screening", key, etag, value: next, expiresAt: forgetAt(next) },
  });
  switch (change.action) {
    case "answer": {
      if (value.state === "answered") throw new OmbordError("closed");
      if (!seen.mayAnswer) throw new OmbordError("forbidden");
      const answer = { verdict: change.verdict, text, by: actor.personId, at: now };
      const next: Screening = { ...value, state: "answered", answer, updatedAt: now };
      const told = toldOf(directory, next, localDate(now));
      return [replaced(next), done, ...told.map((to) => enqueue(news(errand, "screeningAnswered", next, to)))];
    }
    case "withdraw":
      if (value.state === "answered") throw new OmbordError("closed");
      if (!seen.mayWithdraw) throw new OmbordError("forbidden");
      return [{ op: "delete", kind: "screening", key, etag }, done];
    case "deleteText":
      if (!seen.mayDeleteText) throw new OmbordError("forbidden");
      return [replaced(withoutTexts(value, now)), done];
    default:
      return change satisfies never;
  }
}
