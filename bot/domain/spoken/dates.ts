import { addDays, daysBetween } from "../calendar.ts";
import type { IsoDate } from "../organisation.ts";
import { type DateWords, dateWordsIn, weekdayIn } from "./date-words.ts";
import { resolved, resolvedBack } from "./resolve-day.ts";
import { type Token, tokensOf } from "./words.ts";

/** A stretch of days as it was said. */
export interface SaidSpan {
  /** The first day; null where nothing says so: from now on. */
  from: IsoDate | null;
  /** The last day; null where nothing says so. */
  to: IsoDate | null;
}

export interface SaidDates {
  spans: SaidSpan[];
  /** The first day that is named, whatever is said about it. */
  first: IsoDate | null;
  tokens: Token[];
  /** Which tokens name dates. */
  used: ReadonlySet<number>;
  /** Nothing had to be guessed: no misspelling. */
  isExact: boolean;
  /** Some day is named that does not exist. */
  isImpossible: boolean;
}

type Mark = "from" | "since" | "to" | "before" | "back" | "after" | "onwards" | "and" | "none";

const marks: ReadonlyMap<string, Mark> = new Map(
  Object.entries({
    from: "fra starter begynder from starting pr per mellem between",
    since: "siden since",
    to: "til to until till through thru - – — frem tilogmed",
    before: "indtil foer before",
    after: "efter after",
    and: "og and , + & samt /",
  } satisfies Partial<Record<Mark, string>>).flatMap(([mark, words]) =>
    words.split(" ").map((word) => [word, mark as Mark] as const),
  ),
);
const backWords: ReadonlySet<string> = new Set(
  "tilbage retur hjem back return returning returns igen again".split(" "),
);
/** May stand between such a word and the date. */
const between: ReadonlySet<string> = new Set(
  "og med paa i d den de . the and baade both sidst senest incl including inkl inklusiv inklusive on at of hele ud foerst".split(
    " ",
  ),
);

/**
 * The dates in a sentence, with what its words say about them: `til`, `til og med`, `t.o.m.`, `-` and `until` name the last
 * day, `indtil`, `tilbage` and `retur` the day after it. A day without a year is the next one from today on.
 */
export function datesIn(text: string, today: IsoDate): SaidDates {
  const tokens = split(tokensOf(written(text)));
  const items = withMonths(dateWordsIn(tokens, today), tokens);
  const used = new Set(items.flatMap(({ at, length }) => Array.from({ length }, (_, more) => at + more)));
  const first = items.map(({ said }) => resolved(said, today)).find((span) => span !== null);
  const isImpossible = items.some(({ said }) => said.type !== "lasting" && resolved(said, today) === null);
  return {
    spans: spansOf(items, tokens, today),
    first: first?.from ?? null,
    tokens,
    used,
    isExact: items.every(({ isExact }) => isExact),
    isImpossible,
  };
}

/** Short forms and "mellem … og …" in the words that the rules know. */
function written(text: string): string {
  return text
    .replaceAll(/\bu\.? ?(\d{1,2})\b(?! ?[./])/gi, "uge $1")
    .replaceAll(/\bt\.?\s?o\.\s?m\b\.?|\btom\b/gi, " til ")
    .replaceAll(/\bf\.?o\.?m\b\.?/gi, " fra ")
    .replaceAll(/(?<![./\d-])(\d{1,2})\.? ?[-–] ?(\d{1,2}[./]\d{1,2})/g, "$1. til $2")
    .replaceAll(/\b(?:mellem|between) (.{1,40}?) (?:og|and) /gi, "fra $1 til ");
}

/** `51-52` after `uge` and `3-10` before a month are two figures, not a date. */
function split(tokens: readonly Token[]): Token[] {
  return tokens.flatMap((token, index) => {
    const [, a = "", sign = "", b = ""] = /^(\d{1,2})([./-])(\d{1,2})$/.exec(token.word) ?? [];
    const after = tokens[index + 1]?.word === "." ? tokens[index + 2]?.word : tokens[index + 1]?.word;
    const isWeeks = /^(uge|uger|ugerne|weeks?)$/.test(tokens[index - 1]?.word ?? "");
    const isDays = sign === "-" && /^(jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec)/.test(after ?? "");
    const isAfterMonth =
      sign === "-" && /^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*$/.test(tokens[index - 1]?.word ?? "");
    if (isAfterMonth && a !== "")
      return [{ word: a }, { word: "-" }, { word: tokens[index - 1]?.word ?? "" }, { word: b }];
    if (a === "" || !(isWeeks || isDays)) return [token];
    return [{ word: a }, { word: sign === "-" ? "-" : "og" }, { word: b }];
  });
}

/**
 * In "fra 3. til 10. december" and "3. og 4. december" the first day borrows the month of the second, and in "onsdag til fredag i næste uge" the
 * week.
 */
function withMonths(items: DateWords[], tokens: readonly Token[]): DateWords[] {
  return items.map((item, index) => {
    const next = items[index + 1];
    if (item.said.type === "weekday" && next?.said.type === "fixed" && next.said.monday !== undefined) {
      const mark = markBetween(tokens, item.at + item.length, next.at);
      return mark === "to" || mark === "and" ? { ...item, said: weekdayIn(next.said.monday, item.said.weekday) } : item;
    }
    if (item.said.type !== "day" || next?.said.type !== "dated") return item;
    const mark = markBetween(tokens, item.at + item.length, next.at);
    if (mark !== "to" && mark !== "and") return item;
    const { day, month, ...year } = next.said;
    const isBefore = item.said.day > day;
    const said = { type: "dated" as const, day: item.said.day, month: isBefore ? ((month + 10) % 12) + 1 : month };
    return { ...item, said: isBefore ? said : { ...said, ...year } };
  });
}

/** What the words right before a date say about it; `tilbage` may stand further away. */
function markBetween(tokens: readonly Token[], from: number, at: number): Mark {
  const words = tokens.slice(from, at).map(({ word }) => word);
  if (
    words.some(
      (word, index) =>
        backWords.has(word) &&
        !/^(vend|vende|meld|melde|ring|ringe|skriv|skrive|call|come)$/.test(words[index - 1] ?? ""),
    )
  ) {
    return words.at(-1) === "efter" || words.at(-1) === "after" ? "after" : "back";
  }
  const near: Mark[] = [];
  for (let index = words.length - 1; index >= 0; index--) {
    const word = words[index] ?? "";
    const mark = marks.get(word);
    if (mark !== undefined) near.push(mark);
    if (mark === undefined && !between.has(word)) break;
  }
  if (near.includes("before")) return words.includes("med") ? "to" : "before";
  const order: Mark[] = ["after", "to", "since", "from", "and"];
  // "Til efter nytår", but "på barsel efter nytår".
  if (near[0] === "after" && !near.includes("to")) return "onwards";
  return order.find((mark) => near.includes(mark)) ?? "none";
}

/** Of what is told as past, a week or a date without a year is the last one; else the next. */
function resolvedAs({ isPast, today }: Building, said: DateWords["said"], from: IsoDate) {
  const ahead = resolved(said, from);
  if (!isPast || ahead === null || ahead.from <= today || !/^(week|dated|day)$/.test(said.type)) return ahead;
  const before = said.type === "week" ? resolved(said, addDays(today, -300)) : resolvedBack(said, today);
  return before !== null && before.from <= today ? before : ahead;
}

interface Building {
  isPast: boolean;
  spans: (SaidSpan & { item?: DateWords })[];
  /** A length that was said before its beginning: "14 dage fra mandag". */
  lasting: number | null;
  today: IsoDate;
}

function spansOf(items: readonly DateWords[], tokens: readonly Token[], today: IsoDate): SaidSpan[] {
  const isPast = tokens.some(({ word }) => /^(var|havde|vaeret|was|were|had|been)$/.test(word));
  const building: Building = { spans: [], lasting: null, today, isPast };
  let end = 0;
  items.forEach((item, index) => {
    const mark = markBetween(tokens, end, item.at);
    end = item.at + item.length;
    const isLast = index === items.length - 1;
    const isBack = isLast && mark !== "onwards" && mark !== "to" && mark !== "before" && isSaidAfter(tokens, end);
    const isAfter = mark === "onwards" && (!isLast || isSaidAfter(tokens, end));
    add(building, item, isBack ? "back" : isAfter ? "after" : mark, () =>
      markBetween(tokens, end, items[index + 1]?.at ?? end),
    );
  });
  if (building.lasting !== null) building.spans.push({ from: null, to: addDays(today, building.lasting - 1) });
  const valid = building.spans.filter(({ from, to }) => from === null || to === null || from <= to);
  return merged(valid.map(({ from, to }) => ({ from, to })));
}

/** "Den 14. er jeg tilbage." */
function isSaidAfter(tokens: readonly Token[], end: number): boolean {
  return tokens.slice(end).some(({ word }) => backWords.has(word));
}

function add(building: Building, item: DateWords, mark: Mark, nextMark: () => Mark): void {
  const { spans, today } = building;
  const last = spans.at(-1);
  if (item.said.type === "lasting") {
    const { days } = item.said;
    const isBegun = last?.from && (last.to === null || (last.from === last.to && last.from > today && mark !== "and"));
    if (last?.from && isBegun) last.to = addDays(last.from, days - 1);
    else if (nextMark() === "from") building.lasting = days;
    else spans.push({ from: null, to: addDays(today, days - 1) });
    return;
  }
  const span = mark === "since" ? resolvedBack(item.said, today) : resolvedAs(building, item.said, last?.from ?? today);
  if (span === null) return;
  if (mark === "onwards") {
    spans.push({ from: addDays(span.to, 1), to: null });
    return;
  }
  if (mark === "from" || mark === "since") {
    const to = building.lasting === null ? null : addDays(span.from, building.lasting - 1);
    building.lasting = null;
    spans.push({ from: span.from, to, item });
  } else if (mark === "to" || mark === "back" || mark === "before" || mark === "after") {
    const end = mark === "to" ? "to" : mark === "after" ? "after" : "before";
    endAt(building, item, span, end);
  } else spans.push({ ...span, item });
}

/** The last day of what was begun before, or of what begins now. */
function endAt(
  { spans, today }: Building,
  item: DateWords,
  span: { from: IsoDate; to: IsoDate },
  end: "to" | "before" | "after",
): void {
  const last = spans.at(-1);
  const lastDay = ({ from, to }: { from: IsoDate; to: IsoDate }) =>
    end === "to" ? to : end === "after" ? to : addDays(from, -1);
  if (last === undefined) {
    spans.push({ from: null, to: lastDay(span) });
    return;
  }
  const soonest = resolved(item.said, today);
  const isDay = last.item?.said.type === "dated";
  const begun = !isDay || last.item === undefined ? null : resolvedBack(last.item.said, soonest?.to ?? today);
  // "Fra 23. november til 4. december", said on the last of November, is no year ahead.
  const isUnderWay =
    soonest !== null &&
    begun !== null &&
    last.from !== null &&
    soonest.to < last.from &&
    begun.from <= soonest.to &&
    daysBetween(begun.from, soonest.to) <= 92;
  if (isUnderWay) last.from = begun.from;
  last.to = lastDay(isUnderWay ? soonest : span);
}

/** Stretches that touch are one. */
function merged(spans: readonly SaidSpan[]): SaidSpan[] {
  const result: SaidSpan[] = [];
  for (const { from, to } of spans) {
    const last = result.at(-1);
    const touches = last?.from && last.to && from !== null && from >= last.from && from <= addDays(last.to, 1);
    if (touches && to !== null) last.to = last.to !== null && last.to > to ? last.to : to;
    else result.push({ from, to });
  }
  return result;
}
