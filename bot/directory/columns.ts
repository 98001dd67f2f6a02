import { z } from "zod";
import { parseDate } from "../domain/calendar.ts";
import { holdsCpr } from "../domain/personal-data/inspect-patterns.ts";
import { isBlocked } from "../domain/personal-data/personal-data.ts";
import { limits } from "./files.ts";
import { Refusal } from "./problem.ts";
import { readId } from "./read-id.ts";
import { readExpectedUsers } from "./sources/expected-users.ts";

/** What Excel writes into a CSV file, in Danish or English, for a formula that failed or a column that is too narrow. */
const spreadsheetError =
  /^#(?:#+|REF!|REFERENCE!|N\/A|I\/T|NAME\?|NAVN\?|VALUE!|VÆRDI!|DIV\/0!|DIVISION\/0!|NULL!|NUL!|NUM!|SPILL!|OVERLØB!)$/;

/** A cell that reads as T, or is refused with a sentence of its own. */
function column<T>(read: (text: string) => T | Refusal) {
  return z.string().transform((text, context): T => {
    const value = spreadsheetError.test(text) ? new Refusal("badCell") : read(text);
    if (!(value instanceof Refusal)) return value;
    context.addIssue({ code: "custom", message: value.code, params: { refusal: value } });
    return z.NEVER;
  });
}

const guidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function readIds(text: string): string[] | Refusal {
  const ids = text === "" ? [] : text.split(",").map((part) => readId(part.trim()));
  const refused = ids.find((id) => id instanceof Refusal);
  return refused instanceof Refusal ? refused : [...new Set(ids.filter((id) => typeof id === "string"))];
}

function readGuid(text: string): string | Refusal {
  if (text === "") return new Refusal("required");
  const guid = text.toLowerCase();
  return guidPattern.test(guid) ? guid : new Refusal("badGuid");
}

/** One line of plain text. Ids are not searched: production-unit numbers (P-numre) look like CPR numbers. */
export function readText(text: string, limit: number = limits.textLength): string | Refusal {
  if (text.length > limit) return new Refusal("tooLong", { limit });
  if (/[\p{Cc}\p{Cf}]/u.test(text)) return new Refusal("controlCharacter");
  if (holdsCpr(text)) return new Refusal("personalData");
  return text;
}

/** Whether it can be a user name in Entra. */
export function isUpn(text: string): boolean {
  return /^[^\s@;:]+@[^\s@;:]+$/.test(text);
}

/** Somebody's own words. */
function readReason(text: string): string | Refusal {
  return isBlocked(text) && !holdsCpr(text) ? new Refusal("identified") : readText(text, limits.reasonLength);
}

function required<T>(read: (text: string) => T | Refusal): (text: string) => T | Refusal {
  return (text) => (text === "" ? new Refusal("required") : read(text));
}

function orNull<T>(read: (text: string) => T | Refusal): (text: string) => T | Refusal | null {
  return (text) => (text === "" ? null : read(text));
}

/** A whole number written with digits only. */
export function readNumber(text: string, min: number, max: number): number | Refusal {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  return value >= min && value <= max ? value : new Refusal("badNumber", { min, max });
}

/** The days that a spreadsheet's own count of days is taken for: 2000 to 2099. */
const serialDays = { first: 36_526, last: 73_050 };
/** Day 0 of that count, as it is from March 1900 on. */
const serialStart = Date.UTC(1899, 11, 30);

/**
 * A day as ISO has it, as Danes write it (`21-11-2026`, `21.11.2026`, `21/11/2026`) or as a spreadsheet counts it (46347),
 * which is what files hold that were saved again. A time is left out when it is midnight; another one may be of the day
 * before, in another zone.
 */
export function readDate(text: string): string | Refusal {
  const day = text.replace(/[T ]00:00(:00(\.0+)?)?Z?$/, "");
  const [, date = "", month = "", year = ""] =
    /^(\d\d?)([-./])(\d\d?)\2(\d{4})$/.exec(day)?.filter((_, i) => i !== 2) ?? [];
  const written = year === "" ? day : `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  const serial = /^\d{5}$/.test(day) ? Number(day) : 0;
  const isSerial = serial >= serialDays.first && serial <= serialDays.last;
  const iso = isSerial ? new Date(serialStart + serial * 86_400_000).toISOString().slice(0, 10) : written;
  return parseDate(iso) ?? new Refusal("badDate");
}

function readChoice<T extends string>(allowed: readonly T[]): (text: string) => T | Refusal {
  const byText = new Map(allowed.map((choice) => [choice.toLowerCase(), choice]));
  return (text) => byText.get(text.toLowerCase()) ?? new Refusal("badChoice", { allowed: allowed.join(", ") });
}

export const columns = {
  id: column(readId),
  idOrNull: column(orNull(readId)),
  /** Several with commas between them; none for an empty cell. */
  ids: column(readIds),
  /** How many people. */
  countOrNull: column(orNull((text) => readNumber(text, 0, 100_000))),
  /** A number, or an interval as KITOS has it: `100-499`, `500-`, `>500`, `<10`. */
  expectedUsersOrNull: column(
    orNull((text) => readExpectedUsers(text) ?? new Refusal("badNumber", { min: 0, max: 1_000_000 })),
  ),
  /** A team, an area, or `*` for the whole municipality. */
  scope: column((text) => (text === "*" ? text : readId(text))),
  guid: column(readGuid),
  guidOrNull: column(orNull(readGuid)),
  upn: column(required((text) => (isUpn(text) ? readText(text) : new Refusal("badUpn")))),
  text: column(required((text) => readText(text))),
  textOrNull: column(orNull((text) => readText(text))),
  reasonOrNull: column(orNull(readReason)),
  dateOrNull: column(orNull(readDate)),
  choice: <T extends string>(allowed: readonly T[]) => column(required(readChoice(allowed))),
  localNames: column(readLocalNames),
};

/**
 * The trade's own words for a solution: `skærmbesøg`, or `familie=videosamtaler|skærmbesøg`. A word before `=` names the
 * area it is used in (the nearest area of a team wins); the bare word is used everywhere else and is stored under `*`.
 */
function readLocalNames(text: string): Record<string, string> | Refusal {
  const names: Record<string, string> = {};
  if (text === "") return names;
  for (const part of text.split("|")) {
    const [left = "", right, ...rest] = part.split("=").map((piece) => piece.trim());
    const [areaId, name] = right === undefined ? ["*", left] : [readId(left), right];
    if (areaId instanceof Refusal || rest.length > 0 || name === "" || Object.hasOwn(names, areaId))
      return new Refusal("badLocalName");
    const word = readText(name);
    if (word instanceof Refusal) return word;
    names[areaId] = word;
  }
  return names;
}
