import type { Language } from "../domain/vocabulary.ts";
import { da, type Text } from "./da/bot.ts";
import { en } from "./en/bot.ts";

export type { Text };

export function textFor(language: Language): Text {
  return language === "en" ? en : da;
}
