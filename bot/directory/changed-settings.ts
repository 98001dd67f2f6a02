import { isDeepStrictEqual } from "node:util";
import { defaultSettings, type Settings } from "../domain/organisation.ts";
import type { Language } from "../domain/vocabulary.ts";
import { importChanges } from "../text/import-changes.ts";
import { importReport } from "../text/import-report.ts";

/** The settings that become others, each with how it is and how it is to be. */
export function changedSettings(settings: Settings, before: Settings | undefined, language: Language): string[] {
  const { settings: labels, hourOfWeek } = importReport[language];
  const { nothing } = importChanges[language];
  const shown = (value: Settings[keyof typeof labels]): string => {
    if (value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0))
      return nothing;
    if (Array.isArray(value)) return value.join(", ");
    return typeof value === "object" ? hourOfWeek(value.weekday, value.hour) : String(value);
  };
  return (Object.keys(labels) as (keyof typeof labels)[]).flatMap((key) => {
    const was = (before ?? defaultSettings)[key];
    return isDeepStrictEqual(settings[key], was) ? [] : [`${labels[key]}: ${shown(was)} → ${shown(settings[key])}`];
  });
}
