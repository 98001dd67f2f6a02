import type { Language } from "../bot/domain/vocabulary.ts";
import type { TabText } from "../bot/text/da/tab.ts";

/** Fetches the sentences of one language; the other stays on the server. */
export async function loadText(language: Language): Promise<TabText> {
  if (language === "en") return (await import("../bot/text/en/tab.ts")).tabEn;
  return (await import("../bot/text/da/tab.ts")).tabDa;
}
