import type { Understood } from "./intent.ts";

// How often somebody wants to be asked.

const secondWeek =
  /\bhver (anden|2|2\.|2\. anden) uge\b|\bhveranden uge\b|\bhver (14|fjortende)\.? dag\b|\bevery (second|other|two|2) weeks?\b|\b(fortnightly|biweekly)\b|\bhver uge\b.{0,12}\bfor (tit|ofte|meget)\b/;
const everyWeek = /\bhver uge\b|\bevery week\b|\b(ugentligt?|weekly|once a week|(en|1) gang om ugen)\b/;
const asking =
  /\b(spoerg|spoerges|spoerge|spurgt|spoerger|check-?in|noejes|ask|asked|skriv|skrive|skift|skifte|saet|aendr|aendre|switch|change|send|sende|kortet|noejs|nok|rigeligt?|hellere|enough|rather|foretraekker|prefer)\b|^(kan|kunne|maa|vil|can|could|may) .{0,14}\b(blive|faa|have|noejes|vaelge|ned|gaa|skrue|komme|faas|koere|skifte|be|get)\b/;
/** Too often, as it is. */
const tooOften =
  /\bfor (tit|ofte|meget|mange gange)\b|\b(mindre tit|mindre ofte|sjaeldnere|(ikke|naeppe) saa (tit|ofte)|less (often|frequently)|not so often|too (often|much|frequent\w*))\b/;

/** Beside how often, only that it is enough, or wished for: "hver anden uge er fint". */
function isOnlyRhythm(text: string): boolean {
  const rest = text.replace(secondWeek, "").replace(everyWeek, "");
  const words = rest.split(/[^\p{L}']+/u).filter((word) => word !== "");
  return words.every((word) => wished.test(word));
}
const wished =
  /^(er|nok|fint|godt|ok|okay|rigeligt|rigelig|kun|bare|tak|det|i|stedet|for|mig|os|jeg|vi|vil|gerne|helst|hellere|foretraekker|once|in|please|is|enough|fine|good|only|just|instead|prefer|we|thanks|igen|again|maa|vaere|ville|vaere|bedre|passer|passe|bedst|better|best|would|be|enough|goer|goere|den|jo|helt|perfekt|super|kunne|a|have|want|like|to|it|make|hej|vil|er|rigeligt|ofte|altsaa|lige)$/;

/** Of how often it is asked, and of nothing else: "det er for tit", "spørg ikke så ofte". */
function isOfAsking(text: string): boolean {
  const words = text.split(/[^\p{L}'-]+/u).filter((word) => word !== "");
  return words.every((word) => ofAsking.test(word) || wished.test(word));
}
const ofAsking =
  /^(det|er|i|du|spoerg|spoerge|spoerger|spoerges|mig|os|ikke|saa|tit|ofte|mindre|sjaeldnere|lidt|alt|meget|kan|kunne|vil|gerne|it|is|it's|too|often|ask|asks|me|us|not|so|less|you|can|could|frequently|frequent|det|her|kortet|kommer|skriver|skriv|much|please|check-in|hver|uge|for|blive|faa|tror|synes|at)$/;

/** "Kan du nøjes med at spørge hver anden uge?": how often something else happens is nothing to the bot. */
export function rhythmIn(text: string): Understood | null {
  const isShort = text.split(/\s+/).length <= 7;
  if (isShort && tooOften.test(text) && (everyWeek.test(text) || isOfAsking(text)))
    return { kind: "everySecondWeek", isCertain: false };
  if (isShort && /\b(spoerg|ask)\b.*\b(oftere|more often)\b/.test(text)) return { kind: "everyWeek", isCertain: false };
  if (!asking.test(text) && !isOnlyRhythm(text)) return null;
  if (secondWeek.test(text)) return { kind: "everySecondWeek", isCertain: false };
  return everyWeek.test(text) ? { kind: "everyWeek", isCertain: false } : null;
}
