import { addMonths, localDate, localInstant } from "../../domain/calendar.ts";
import type { FigurePeriod } from "../../domain/citizen/periods.ts";
import type { Instant } from "../../domain/organisation.ts";
import { longestQuarterWord, quarterWordMonths } from "../../domain/quarter/limits.ts";
import { lastOpenDay, quarterOf, withWord } from "../../domain/quarter/quarter.ts";
import { managedPlaces } from "../../domain/quarter/quarter-scopes.ts";
import { OmbordError } from "../../errors.ts";
import { keys } from "../../store/documents.ts";
import { audit, untilNoConflict } from "../commit.ts";
import { type Errand, readTogether } from "../errand.ts";
import { type Confirmation, guardTexts } from "../guard-text.ts";

export interface GivenQuarterWord {
  quarter: string;
  place: string;
  solutionId: string;
  /** Empty: the person's own words go. */
  text: string;
  confirmed?: Confirmation | undefined;
}

/**
 * Keeps what a manager wants to say of a solution in a quarter, beside what other managers say. Without words, theirs are deleted, from the
 * store's file too: also when the quarter is closed. Throws `notFound` for a place or quarter that is not theirs to see or a solution that
 * is not there, `closed` for words after its last day, `invalid` for more than fits, and what {@link guardTexts} throws.
 */
export async function keepQuarterWord(errand: Errand, given: GivenQuarterWord): Promise<void> {
  const { text } = guardTexts({ text: given.text }, { ...given, directory: errand.directory });
  if ((text?.length ?? 0) > longestQuarterWord) throw new OmbordError("invalid", "quarterWordTooLong");
  const quarter = quarterOf(given.quarter);
  if (quarter === null) throw new OmbordError("notFound");
  const key = keys.quarter(given.quarter, given.place);
  await untilNoConflict(async () => {
    const references = [
      { kind: "quarterWords", key },
      { kind: "quarter", key },
    ] as const;
    const { errand: at, found } = await readTogether(errand, references);
    const [known, closed] = found;
    demandOpen(at, given, quarter, text !== null && closed !== undefined);
    const { actor, now, store } = at;
    const written = { solutionId: given.solutionId, text, by: actor.personId, at: now };
    const words = withWord(known?.value.words ?? [], written);
    if (text === null && words.length === (known?.value.words.length ?? 0)) return;
    const value = { quarter: given.quarter, scope: given.place, words };
    const expiresAt = goesAt(quarter);
    await store.commit(actor.tenantId, [
      known === undefined
        ? { op: "create", kind: "quarterWords", key, value, expiresAt }
        : { op: "replace", kind: "quarterWords", key, etag: known.etag, value, expiresAt },
      audit(at, text === null ? "quarter.wordDeleted" : "quarter.wordWritten", "quarterWords", key),
    ]);
  });
  if (text === null) await errand.store.scrub();
}

function demandOpen(
  { directory, actor, now }: Errand,
  given: GivenQuarterWord,
  quarter: FigurePeriod,
  isClosed: boolean,
) {
  const today = localDate(now);
  const isTheirs = managedPlaces(directory, actor.personId, today).includes(given.place);
  const isThere = directory.solutions.has(given.solutionId);
  if (given.text.trim() === "") return;
  if (!isTheirs || !isThere || quarter.from > today) throw new OmbordError("notFound");
  if (isClosed || lastOpenDay(quarter) < today) throw new OmbordError("closed", "quarterClosed");
}

function goesAt({ to }: FigurePeriod): Instant {
  return localInstant(addMonths(to, quarterWordMonths), 0);
}
