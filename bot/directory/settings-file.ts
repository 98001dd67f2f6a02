import { localClosingDays } from "../domain/calendar.ts";
import { defaultSettings, type Settings } from "../domain/organisation.ts";
import type { PeriodKind } from "../domain/vocabulary.ts";
import { readDate, readNumber, readText } from "./columns.ts";
import { type Table, unreadable } from "./files.ts";
import { type Problems, Refusal } from "./problem.ts";

/** What settings.csv says; a key that is not there leaves the setting as it is. */
export type SettingsPatch = Partial<Omit<Settings, "reminder" | "directoryVersion">> & {
  reminderWeekday?: number | null;
  reminderHour?: number | null;
};

const weekdays = ["mandag", "tirsdag", "onsdag", "torsdag", "fredag"];
const weekdaysEn = ["monday", "tuesday", "wednesday", "thursday", "friday"];
const closingDayIds = Object.keys(localClosingDays);
/** How Danes write the closing days that most municipalities have. */
const closingDayDates: Record<string, string> = {
  "1/5": "may1",
  "5/6": "constitutionDay",
  "24/12": "christmasEve",
  "31/12": "newYearsEve",
};

const readers: Record<string, (value: string) => SettingsPatch | Refusal> = {
  name: (value) => patch("name", value === "" ? new Refusal("required") : readText(value)),
  check_in_weekday: (value) => patch("checkInWeekday", readWeekday(value)),
  check_in_hour: (value) => patch("checkInHour", readNumber(value, 0, 23)),
  reminder_weekday: (value) => patch("reminderWeekday", value === "" ? null : readWeekday(value)),
  reminder_hour: (value) => patch("reminderHour", value === "" ? null : readNumber(value, 0, 23)),
  closing_days: (value) => patch("closingDays", readList(value, readClosingDay)),
  quiet_weeks: (value) =>
    patch(
      "quietWeeks",
      readList(value, (entry) => readNumber(entry, 1, 53)),
    ),
  free_text_retention_months: (value) => patch("freeTextRetentionMonths", readNumber(value, 1, 60)),
  citizen_case_retention_months: (value) => patch("citizenCaseRetentionMonths", readNumber(value, 1, 60)),
  check_in_retention_months: (value) => patch("checkInRetentionMonths", readNumber(value, 1, 60)),
  untouched_days: (value) => patch("untouchedDays", readNumber(value, 1, 30)),
  citizen_period_municipality: (value) => patch("citizenPeriodWhole", readPeriod(value)),
  citizen_period_areas: (value) => patch("citizenPeriodAreas", readPeriod(value)),
  leaver_name_months: (value) => patch("leaverNameMonths", readNumber(value, 1, 60)),
  team_dialogue: (value) => patch("teamDialogue", readYesNo(value)),
  // Two would let each of the two work out the other.
  suppression_limit: (value) => patch("suppressionLimit", readNumber(value, 3, 100)),
};
const known = Object.keys(readers).join(", ");

function patch<K extends keyof SettingsPatch>(
  key: K,
  value: Exclude<SettingsPatch[K], undefined> | Refusal,
): SettingsPatch | Refusal {
  return value instanceof Refusal ? value : ({ [key]: value } as SettingsPatch);
}

function readWeekday(value: string): number | Refusal {
  const name = value.toLowerCase();
  const found = Math.max(weekdays.indexOf(name), weekdaysEn.indexOf(name)) + 1;
  if (found > 0) return found;
  return /^[1-5]$/.test(value) ? Number(value) : new Refusal("badWeekday");
}

function readClosingDay(entry: string): string | Refusal {
  const id = closingDayDates[entry] ?? entry;
  if (closingDayIds.includes(id)) return id;
  const day = readDate(id);
  if (!(day instanceof Refusal)) return day;
  return new Refusal("badClosingDay", { entry: entry.slice(0, 20), known: closingDayIds.join(", ") });
}

const periodWords: Record<string, PeriodKind> = {
  kvartal: "quarter",
  quarter: "quarter",
  halvår: "halfYear",
  "half-year": "halfYear",
  år: "year",
  year: "year",
};

/** As the other files have it: `ja`, `nej`, `yes`, `no`. */
function readYesNo(value: string): boolean | Refusal {
  const said = value.toLowerCase();
  if (said === "ja" || said === "yes") return true;
  return said === "nej" || said === "no" ? false : new Refusal("badChoice", { allowed: "ja, nej" });
}

function readPeriod(value: string): PeriodKind | Refusal {
  return periodWords[value.toLowerCase()] ?? new Refusal("badPeriod");
}

function readList<T>(value: string, read: (entry: string) => T | Refusal): T[] | Refusal {
  const entries: T[] = [];
  for (const text of value.split(",").map((part) => part.trim())) {
    if (text === "") continue;
    const entry = read(text);
    if (entry instanceof Refusal) return entry;
    if (!entries.includes(entry)) entries.push(entry);
  }
  return entries;
}

/** Reads the key and value columns, which the caller has found in the header. */
export function readSettings(table: Table, keyAt: number, valueAt: number, problems: Problems): SettingsPatch {
  const found: SettingsPatch = {};
  const rowByKey = new Map<string, number>();
  for (const { row, cells } of table.rows) {
    const key = (cells[keyAt] ?? "").toLowerCase();
    const read = Object.hasOwn(readers, key) ? readers[key] : undefined;
    const firstRow = rowByKey.get(key);
    if (read === undefined) problems.add(table.file, row, "key", "unknownSetting", { known });
    else if (firstRow !== undefined) problems.add(table.file, row, "key", "duplicateRow", { firstRow });
    else {
      rowByKey.set(key, row);
      const cell = cells[valueAt] ?? "";
      if (cell === unreadable) continue;
      const value = read(cell);
      if (value instanceof Refusal) problems.add(table.file, row, "value", value.code, value.values);
      else Object.assign(found, value);
    }
  }
  return found;
}

/** The settings with the patch laid over them. A reminder without a day or without an hour is switched off. */
export function patchSettings(settings: Settings, given: SettingsPatch): Settings {
  const { reminderWeekday, reminderHour, ...rest } = given;
  const before = settings.reminder ?? defaultSettings.reminder;
  const weekday = reminderWeekday === undefined ? before?.weekday : reminderWeekday;
  const hour = reminderHour === undefined ? before?.hour : reminderHour;
  const isGiven = reminderWeekday !== undefined || reminderHour !== undefined;
  const reminder = weekday == null || hour == null ? null : { weekday, hour };
  return { ...settings, ...rest, reminder: isGiven ? reminder : settings.reminder };
}
