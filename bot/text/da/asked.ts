import { attentionDa } from "./attention.ts";

type Line = readonly [words: string, what: string];
interface HelpAsked {
  ask: Line;
  asManager: readonly Line[];
}

/** What is answered to a manager who asks in the chat, and the word once a month. */
export const askedDa = {
  everything: "Løsningerne",
  more: "Se mere i Overblik",
  everyday: "Fast del af hverdagen",
  target: "Mål",
  targetBy: (share: number, date: string, place: string) => `${share} % senest ${date} (${place})`,
  change: "Udvikling",
  inTheWay: "Det, der driller",
  setAside: "Aftalt ikke at bruge den nu",
  estimate: "Det er ledernes skøn. De handler om løsningen, ikke om den enkelte medarbejder.",
  noLevel: "Ingen skøn endnu",
  nothingInTheWay: "Der er ikke meldt noget lige nu.",
  notDescribed: "Ikke beskrevet endnu",
  teams: (count: number) => (count === 1 ? "1 team" : `${count} teams`),
  share: (everyday: number, known: number, percent: number) =>
    `${everyday} af ${known} ${known === 1 ? "team" : "teams"} (${percent} %).`,
  noEstimates: (teams: number): string =>
    teams === 0 ? "Ingen teams bruger den her." : "Der er ingen skøn, der gælder lige nu.",
  noChange: "Der er ikke noget at sammenligne med endnu.",
  moved: (points: string, span: string, both: number, direction: string) =>
    `${points} point på ${span} (${both} ${both === 1 ? "team" : "teams"} begge gange). ${direction}`.trim(),
  spans: { fourWeeks: "fire uger", quarter: "et kvartal", year: "et år" },
  directions: {
    rising: "Stiger.",
    falling: "Falder.",
    steady: "Ingen sikker ændring.",
    unknown: "",
  },
  reported: (reported: number, open: number) =>
    `${reported} ${reported === 1 ? "melding" : "meldinger"} det seneste år, ${open} ikke afsluttet`,
  otherCauses: "Andet, eller ikke beskrevet endnu",
  nothingReported: "Der er ikke meldt noget det seneste år.",
  fewTogether: (limit: number) =>
    `Det, færre end ${limit} teams har meldt, står under Andet, så ingen leder kan genkendes.`,
  closing: {
    title: "Den gamle måde",
    none: "Der er ikke besluttet nogen dag, hvor den gamle måde lukker.",
    ends: (date: string) => `Lukker ${date}`,
    ended: (date: string) => `Lukkede ${date}`,
  },
  waitingTitle: attentionDa.title,
  nothingWaits: attentionDa.nothing,
  kinds: attentionDa.kinds,
  due: "Dine beslutninger med dato inden to uger",
  newsTitle: "Nyt siden sidst",
  nothingMoved: "Der er ingen sikre ændringer.",
  decided: (count: number, since: string) =>
    count === 1 ? `1 beslutning siden ${since}.` : `${count} beslutninger siden ${since}.`,
  help: {
    ask: ["hvordan går det med …", "en løsnings tal; skriv også et område, hvis du vil tættere på"],
    asManager: [
      ["hvad venter på mig", "det, der er løftet til dig, og advarsler"],
      ["hvad er nyt siden sidst", "det, der er steget, faldet eller besluttet"],
    ],
  } as HelpAsked,
  decidedInQuarter: (count: number) =>
    count === 1 ? "1 beslutning i kvartalet." : `${count} beslutninger i kvartalet.`,
  quarter: {
    title: "Kvartalet er slut",
    name: (number: string, year: string) => `${number}. kvartal ${year}`,
    none: "Ingen skøn, der gælder.",
    write: (until: string) => `Du kan skrive et par ord om hver løsning. Sidste dag er ${until}.`,
    open: "Åbn Kvartalet",
    stop: "Skriv ikke hvert kvartal",
    stopped: "Det er i orden. Jeg skriver ikke hvert kvartal mere.",
    start: "Skriv hvert kvartal igen",
    started: "Jeg skriver igen, når et kvartal er slut.",
  },
  monthly: {
    title: "Siden sidste måned",
    why: "Jeg skriver kun, når der er noget nyt.",
    stop: "Skriv ikke hver måned",
    stopped: "Det er i orden. Jeg skriver ikke hver måned mere.",
    start: "Skriv hver måned igen",
    started: "Jeg skriver igen én gang om måneden, når der er noget nyt.",
  },
};

export type AskedText = typeof askedDa;
