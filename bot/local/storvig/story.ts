import type { BarrierDescription } from "../../domain/barrier/barrier.ts";
import type {
  BarrierStatus,
  CitizenAlternative,
  CitizenOutcome,
  CitizenReason,
  ContactWish,
} from "../../domain/vocabulary.ts";
import { type Step, solve } from "../demo-loop.ts";

// What is told in Storvig Kommune. Everything in it is made up.

/** From where to where a solution's use has gone over the year: 0 not started … 4 routine; booking fell at the end. */
export const courses: Record<string, readonly [from: number, to: number]> = {
  journal: [2.8, 3.7],
  skaermbesoeg: [1.4, 2.7],
  laase: [2.4, 3.6],
  medicindispenser: [0.8, 2.3],
  tilsyn: [1, 2.2],
  tavle: [2.2, 3.1],
  "digital-traening": [1.2, 2.8],
  booking: [2.6, 3.2],
  foraeldre: [2.9, 3.6],
  selvbetjening: [1.9, 2.4],
  copilot: [0.6, 1.9],
};

/** Teams that have stopped answering, with for how many weeks. */
export const silentTeams: Readonly<Record<string, number>> = {
  "hjemmeplejen-havnen-aften": 6,
  "hjemmeplejen-bakkely-nat": 3,
  "plejecenter-egely-aften": 4,
  "sygeplejen-vest-aften": 2,
  "boernehuset-dragen": 9,
  "byskolen-udskoling": 3,
  vaerestedet: 2,
  kontanthjaelp: 5,
};

type StoryBarrier = readonly [BarrierDescription["category"], BarrierDescription["detail"], string, ContactWish];

/** What is in the way of each solution, as leaders write it. */
export const troubles: Readonly<Record<string, readonly StoryBarrier[]>> = {
  journal: [
    ["everyday", "doubleWork", "Vi ringer til hinanden for at være sikre på, at det, der står, passer.", "visit"],
    [
      "equipment",
      "access",
      "Afløserne kan ikke logge ind, så de skriver på papir, og vi taster det ind bagefter.",
      "call",
    ],
    ["skills", "training", "Fire nye kolleger har ikke fået den vist endnu.", "visit"],
    ["everyday", "doubleWork", "Vi skriver det samme i journalen og på vagtplanen.", "call"],
  ],
  skaermbesoeg: [
    ["equipment", "connectivity", "Billedet fryser, og så kører vi ud alligevel.", "call"],
    ["everyday", "workflow", "Besøgene på skærm ligger oven i ruten og erstatter ingenting.", "visit"],
    ["citizen", "citizen", "Flere borgere kan ikke høre, hvad vi siger på skærmen.", "call"],
    ["meaning", "judgement", "Vi er utrygge ved at vurdere et sår gennem en skærm.", "visit"],
  ],
  laase: [
    ["equipment", "fault", "Låsen svarer ikke, når det er frost, og så står vi udenfor.", "call"],
    ["equipment", "device", "Vi mangler fire telefoner, så nøglerne er stadig i brug.", "call"],
    ["rules", "whoDecides", "Vi ved ikke, hvem der må få adgang, når en pårørende spørger.", "none"],
  ],
  medicindispenser: [
    ["equipment", "device", "Tre dispensere er bestilt og ikke kommet.", "call"],
    ["skills", "support", "Der er ingen at ringe til, når den melder fejl efter kl. 16.", "call"],
    ["everyday", "time", "Det tager længere tid at fylde den op, end vi sparer.", "visit"],
  ],
  tilsyn: [
    ["equipment", "fault", "Sensoren giver alarm, når katten går forbi.", "call"],
    ["meaning", "purpose", "Vi går runden alligevel, så vi kan ikke se, hvad vi vinder.", "visit"],
  ],
  tavle: [
    ["everyday", "doubleWork", "Whiteboardet hænger der endnu, og halvdelen skriver der.", "visit"],
    ["skills", "keyPersonLeft", "Den, der satte tavlen op, er rejst.", "call"],
  ],
  "digital-traening": [
    ["everyday", "workflow", "Det tager ti tryk at give en øvelse videre.", "visit"],
    ["equipment", "connectivity", "Der er ikke net i træningssalen.", "call"],
  ],
  booking: [
    ["everyday", "doubleWork", "Vi skriver tiderne både i bookingen og i vores egen kalender.", "call"],
    ["equipment", "fault", "Efter opdateringen forsvinder de tider, vi har lukket.", "call"],
    ["citizen", "citizen", "Mange ringer, fordi de ikke kan finde de ledige tider.", "none"],
  ],
  foraeldre: [
    ["meaning", "jargon", "Beskederne har så mange punkter, at forældrene ikke læser dem.", "none"],
    ["everyday", "time", "Der er én computer til seks voksne, så det bliver gjort efter lukketid.", "visit"],
  ],
  selvbetjening: [
    ["everyday", "workflow", "Ansøgningen spørger om det samme tre gange, og så sidder vi og hjælper.", "call"],
    ["rules", "rulesDoubt", "Vi er i tvivl om, hvornår vi må taste for en borger.", "none"],
  ],
  copilot: [
    ["meaning", "purpose", "Vi ved ikke, hvad vi kan bruge den til i vores sager.", "visit"],
    ["rules", "rulesDoubt", "Må den læse en sag, før brevet er sendt?", "none"],
  ],
};

/** How many stand in each status, and for how many weeks they have been there. */
export const standing: readonly { status: BarrierStatus; count: number; weeksAgo: readonly [number, number] }[] = [
  { status: "new", count: 9, weeksAgo: [0, 3] },
  { status: "seen", count: 6, weeksAgo: [1, 8] },
  { status: "asking", count: 5, weeksAgo: [1, 4] },
  { status: "working", count: 9, weeksAgo: [2, 14] },
  { status: "trial", count: 5, weeksAgo: [4, 7] },
  { status: "waiting", count: 9, weeksAgo: [4, 20] },
  { status: "parked", count: 4, weeksAgo: [5, 16] },
  { status: "resolved", count: 4, weeksAgo: [4, 5] },
  { status: "confirmed", count: 7, weeksAgo: [9, 24] },
  { status: "declined", count: 3, weeksAgo: [9, 22] },
];

const taken: Step = { day: 2, by: "navigator", does: { action: "take" } };

/** How one has come to stand where it does; `nth` of those that do. */
export function stepsTo(status: BarrierStatus, nth: number): Step[] {
  switch (status) {
    case "new":
      return [];
    case "seen":
      return [{ day: 1, by: "navigator", does: { action: "see" } }];
    case "asking":
      return [{ day: 2, by: "navigator", does: { action: "ask", text: "Hvornår på dagen sker det mest?" } }];
    case "working":
      return [taken];
    case "trial":
      return [taken, { day: 12, ...(experiments[nth % experiments.length] ?? experiments[0]), days: 42 }];
    case "waiting":
      return [taken, { day: 9, by: "navigator", does: nth < 3 ? lifted(nth) : atSupplier }];
    case "parked":
      return [taken, { day: 6, parkedForDays: 7 + nth * 9, text: "Vi ser på det igen, når opdateringen er her" }];
    case "resolved":
      return [taken, done(nth, 14)];
    case "confirmed":
      return [
        taken,
        { day: 5, ...(experiments[nth % experiments.length] ?? experiments[0]), days: 14, learned: learned(nth) },
        done(nth, 21),
        { day: 27, by: "leader", does: { action: "confirm" } },
      ];
    case "withdrawn":
      return [];
    case "declined":
      return [taken, { day: 15, by: "navigator", does: { action: "decline", text: declinedBecause } }];
  }
}

const declinedBecause = "Det ville kræve en løsning, som kommunen ikke har råd til nu";
const atSupplier = {
  action: "wait",
  supplier: true,
  text: "Leverandøren har fået fejlen og svarer i næste uge",
} as const;
const lifts = [
  "Telefonerne er brugt op, og der skal bruges penge, vi ikke har i år",
  "Der skal være én, der bestemmer, hvad der skrives hvor, på tværs af dag og aften",
  "Supporten lukker kl. 16, og det rammer alle aftenvagter",
];
const lifted = (nth: number) => ({ action: "escalate", text: lifts[nth] ?? "" }) as const;

const solved: readonly Parameters<typeof solve>[] = [
  [14, "fixed", "Fejlen er rettet i den nye version"],
  [14, "shownOnsite", "Vi kom forbi og øvede det sammen i en time"],
  [14, "workflowChanged", "Det står nu ét sted, og det andet er lukket"],
];

function done(nth: number, day: number): Step {
  const [, resolution, text] = solved[nth % solved.length] ?? [day, "fixed", "Fejlen er rettet"];
  return solve(day, resolution, text);
}

const learned = (nth: number) =>
  ["Det blev lettere, da vi begyndte med én rute", "Vi fandt selv på et bedre sted at skrive det"][nth % 2] ?? "";

type Experiment = { tries: string; hope: string };
const experiments = [
  { tries: "Ét besøg på hver rute er på skærm", hope: "At der bliver tid til dem, der har brug for et fremmøde" },
  { tries: "Kun tavlen i fire uger, og whiteboardet er vendt om", hope: "At alle kigger samme sted" },
  { tries: "Et kvarter hver tirsdag, hvor vi viser hinanden én ting", hope: "At ingen sidder alene med det" },
] as const satisfies readonly [Experiment, ...Experiment[]];

export interface Note {
  /** The solutions of which a team must have one; the note is about it. Empty for a note about none. */
  about: readonly string[];
  reasons: CitizenReason[];
  instead: CitizenAlternative[];
  outcomes: CitizenOutcome[];
  text?: string;
}

/** What is noted about citizens again and again. */
export const notes: readonly Note[] = [
  { about: ["skaermbesoeg"], reasons: ["cognitive"], instead: ["homeVisit"], outcomes: ["analog", "analog", "hybrid"] },
  {
    about: ["skaermbesoeg"],
    reasons: ["physical"],
    instead: ["adapted", "supporter"],
    outcomes: ["digital", "hybrid"],
    text: "Større skærm og højttaler hjalp. Vi prøver igen om en måned.",
  },
  {
    about: ["medicindispenser"],
    reasons: ["cognitive", "unsafe"],
    instead: ["homeVisit"],
    outcomes: ["analog", "open"],
  },
  {
    about: ["laase"],
    reasons: ["unsafe", "declines"],
    instead: ["homeVisit"],
    outcomes: ["analog", "declined", "irrelevant"],
  },
  {
    about: ["digital-traening"],
    reasons: ["digitalSkills", "noHelper"],
    instead: ["loanDevice", "supporter"],
    outcomes: ["digital", "hybrid", "open"],
    text: "Låner en tablet hos os og træner sammen med en frivillig.",
  },
  { about: ["booking"], reasons: ["language"], instead: ["inPerson", "interpreter"], outcomes: ["hybrid", "open"] },
  { about: ["booking"], reasons: ["dyslexia"], instead: ["phone"], outcomes: ["hybrid", "analog"] },
  {
    about: ["selvbetjening"],
    reasons: ["noMitId"],
    instead: ["assisted", "postExempt"],
    outcomes: ["analog", "hybrid"],
  },
  {
    about: ["selvbetjening"],
    reasons: ["adminSkills", "language"],
    instead: ["assisted", "digitalProxy"],
    outcomes: ["digital", "hybrid", "open"],
  },
  {
    about: ["foraeldre"],
    reasons: ["language"],
    instead: ["interpreter", "inPerson"],
    outcomes: ["hybrid", "digital"],
  },
  { about: ["foraeldre"], reasons: ["noDeviceOrNet"], instead: ["phone", "letter"], outcomes: ["hybrid", "open"] },
  { about: [], reasons: ["social", "homeless"], instead: ["inPerson", "paperProxy"], outcomes: ["open", "analog"] },
  { about: [], reasons: ["mental"], instead: ["phone", "supporter"], outcomes: ["hybrid", "open"] },
];
