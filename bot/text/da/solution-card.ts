import type { BenefitSide, SolutionKind } from "../../domain/vocabulary.ts";

const sides: Record<BenefitSide, string> = {
  citizen: "For borgeren",
  staff: "For medarbejderne",
  economy: "For økonomien",
};

const roads: Record<SolutionKind, string> = {
  mainRoad: "Hovedvej: Alle, der har opgaven, bruger den",
  sideRoad: "Bivej: Til dem, den passer til",
};

/** What a solution is for and what it asks. */
export const solutionCardDa = {
  title: "Hvad er den til?",
  intro: "Løsningskortet: Hvilken opgave løsningen løser, hvad den giver, og hvad den koster i hverdagen.",
  none: "Der er ikke skrevet noget om løsningen endnu.",
  write: "Skriv løsningskortet",
  writeOf: (name: string) => `Skriv løsningskortet: ${name}`,
  change: "Ret løsningskortet",
  changeOf: (name: string) => `Ret løsningskortet: ${name}`,
  remove: "Slet løsningskortet",
  removeSure: "Er du sikker? Så er alt, der står på kortet, slettet.",
  keep: "Behold det",
  removed: "Løsningskortet er slettet.",
  save: "Gem",
  saved: "Løsningskortet er gemt.",
  cancel: "Fortryd",
  conflict: "En anden har skrevet på kortet imens. Det, du skrev, står her stadig. Luk, og se det nye, før du gemmer.",
  needWords: "Skriv noget på kortet, før du gemmer.",
  by: (name: string, date: string) => (name === "" ? `Skrevet ${date}` : `Skrevet af ${name} ${date}`),
  task: "Opgaven",
  taskAsk: "Hvilken opgave løser den?",
  taskHint: "For eksempel: Medicin til tiden. Løser en anden løsning det samme, så brug de samme ord.",
  goodFor: "Hvad er den god til?",
  requestedBy: "Hvilket fag har bedt om den?",
  requestedByHint: "Et fag eller en funktion, ikke et navn.",
  benefits: "Gevinster",
  sides,
  what: "Hvad bliver bedre?",
  owner: "Gevinstejer",
  ownerHint: "En funktion i ledelsen, ikke et navn.",
  zero: "Nulpunkt",
  zeroHint: "Sådan var det, før I begyndte.",
  target: "Mål",
  method: "Sådan måler vi",
  on: "Måles",
  onAsk: "Hvornår måler I?",
  drawbacks: "Ulemper",
  drawbacksAsk: "Hvad bliver sværere, og for hvem?",
  noBenefits: "Der er ikke skrevet nogen gevinster endnu.",
  noDrawbacks: "Der er ikke skrevet nogen ulemper endnu. Hvad bliver sværere, og for hvem?",
  workflow: "Den nye måde at arbejde på",
  road: "Hovedvej eller bivej",
  roads,
  replaces: "Hvad erstatter den?",
  replacesUntil: "Sidste dag med den gamle måde",
  until: (what: string, date: string) => `${what} (indtil ${date})`,
  helper: "Hvem kan hjælpe?",
  helperHint: "En funktion eller en afdeling, ikke et navn.",
  sameTask: (names: string) => `Det løser samme opgave: ${names}. Er der brug for begge dele?`,
  hangsOnFew:
    "Brugen hænger på få: I mindst hver tredje af de teams, der er spurgt, er der ikke flere, der kan hjælpe de andre.",
};

export type SolutionCardText = typeof solutionCardDa;
