import type { IsoDate } from "../domain/organisation.ts";
import type { Language } from "../domain/vocabulary.ts";
import { da, type Text } from "./da/bot.ts";
import { en } from "./en/bot.ts";

export type { Text };

export function textFor(language: Language): Text {
  return language === "en" ? en : da;
}

/** `2026-11-21` as `21.11.2026`, the way a Dane writes it. */
export function formatDate(date: IsoDate): string {
  return `${date.slice(8, 10)}.${date.slice(5, 7)}.${date.slice(0, 4)}`;
}
