import type { BarrierDescription } from "../domain/barrier/barrier.ts";
import type { CitizenAlternative, CitizenOutcome, CitizenReason, ExtraAnswer } from "../domain/vocabulary.ts";

// What has happened in Havnby Kommune in the last twelve weeks. Everybody and everything in it is made up.

/** From where to where a solution's use has gone over the weeks: 0 not started … 4 routine. */
type Course = readonly [from: number, to: number];

/** By solution; teams that went another way are in {@link ownCourses}. Booking is the one that was bought for all and used by few. */
export const courses: Record<string, Course> = {
  skaermbesoeg: [2, 3],
  journal: [3, 4],
  "digital-traening": [1, 3],
  medicindispenser: [1, 2.4],
  copilot: [0.4, 2],
  booking: [1.4, 0.7],
};

/** By team and solution. */
export const ownCourses: Record<string, Course> = {
  // Nord has got skærmbesøg going; in Syd the evening shift is stuck.
  "nord-dag skaermbesoeg": [1.4, 4],
  "nord-aften skaermbesoeg": [0.6, 3],
  "syd-aften skaermbesoeg": [1, 1],
  "sygepleje-dag skaermbesoeg": [2.4, 1],
  "syd-aften journal": [3, 2],
  "strandparken-aften journal": [2, 2.4],
  "nord-aften medicindispenser": [2, 0.6],
  "genoptraening digital-traening": [2, 4],
  "pension-ydelse copilot": [2, 3],
  "sekretariatet copilot": [1, 4],
  "telefonen booking": [1, 0],
  "regnbuen booking": [2, 3.6],
};

/** What the extra questions bring to light, by team, solution and question. */
export const extraAnswers: Record<string, ExtraAnswer> = {
  // Copilot looks well used, and not everybody finds it worth going on with.
  "pension-ydelse copilot goOn": "partly",
  "skranken copilot goOn": "no",
  // The paper calendar lives on beside the journal, and driving beside skærmbesøg.
  "strandparken-aften journal oldWay": "yes",
  "strandparken-dag journal oldWay": "partly",
  "syd-aften skaermbesoeg oldWay": "yes",
  "telefonen booking oldWay": "yes",
  "skranken booking oldWay": "yes",
  "syd-dag journal trust": "no",
  "syd-aften journal trust": "mostly",
};

/** How often a team answers, 0–1. */
export const usualResponse = 0.94;
export const responses: Record<string, number> = {
  "pension-ydelse": 0.8,
  "strandparken-aften": 0.75,
  telefonen: 0.25,
  "nord-dag": 1,
};

/** Teams that wait to be played: nobody has answered for them this week. */
export const waitingTeams = ["nord-dag", "sygepleje-dag", "sygepleje-aften", "indskoling"];

export interface Trouble extends BarrierDescription {
  weeksAgo: number;
  team: string;
  solution: string;
}

export const troubles: readonly Trouble[] = [
  {
    weeksAgo: 11,
    team: "nord-aften",
    solution: "medicindispenser",
    category: "equipment",
    detail: "fault",
    consequence: "Den melder fejl, når vi fylder den op, og så må vi køre ud en ekstra gang.",
    contact: "visit",
  },
  {
    weeksAgo: 10,
    team: "syd-aften",
    solution: "skaermbesoeg",
    category: "equipment",
    detail: "connectivity",
    consequence: "Billedet fryser i den yderste del af distriktet, så vi kører alligevel.",
    contact: "call",
  },
  {
    weeksAgo: 9,
    team: "genoptraening",
    solution: "digital-traening",
    category: "skills",
    detail: "training",
    consequence: "To nye kolleger mangler at få det vist.",
    contact: "visit",
  },
  {
    weeksAgo: 8,
    team: "pension-ydelse",
    solution: "copilot",
    category: "meaning",
    detail: "purpose",
    consequence: "Vi ved ikke, hvad vi kan bruge den til i vores sager.",
    contact: "none",
  },
  {
    weeksAgo: 7,
    team: "telefonen",
    solution: "booking",
    category: "everyday",
    detail: "doubleWork",
    consequence: "Vi skriver tiderne både i bookingen og i vores egen kalender.",
    contact: "call",
  },
  {
    weeksAgo: 6,
    team: "syd-dag",
    solution: "journal",
    category: "everyday",
    detail: "doubleWork",
    consequence: "Vi ringer til aftenvagten for at være sikre på, at det, der står, passer.",
    contact: "visit",
  },
  {
    weeksAgo: 5,
    team: "sygepleje-dag",
    solution: "skaermbesoeg",
    category: "everyday",
    detail: "workflow",
    consequence: "Skærmbesøgene ligger oven i ruten i stedet for at erstatte et besøg.",
    contact: "visit",
  },
  {
    weeksAgo: 4,
    team: "strandparken-aften",
    solution: "journal",
    category: "equipment",
    detail: "access",
    consequence: "Afløserne kan ikke logge ind om aftenen.",
    contact: "call",
  },
  {
    weeksAgo: 3,
    team: "nord-dag",
    solution: "medicindispenser",
    category: "equipment",
    detail: "device",
    consequence: "Vi mangler to dispensere, så nogle borgere venter.",
    contact: "call",
  },
  {
    weeksAgo: 2,
    team: "sekretariatet",
    solution: "copilot",
    category: "rules",
    detail: "rulesDoubt",
    consequence: "Vi er i tvivl om, hvad den må bruges til, når der er personer i et brev.",
    contact: "none",
  },
  {
    weeksAgo: 2,
    team: "indskoling",
    solution: "booking",
    category: "everyday",
    detail: "workflow",
    consequence: "Parents cannot find the free slots and call the office instead.",
    contact: "call",
  },
  {
    weeksAgo: 1,
    team: "skranken",
    solution: "copilot",
    category: "meaning",
    detail: "jargon",
    consequence: "Vejledningen er fuld af ord, vi ikke bruger.",
    contact: "none",
  },
];

export interface LoggedCase {
  weeksAgo: number;
  team: string;
  solution?: string;
  reasons: CitizenReason[];
  instead: CitizenAlternative[];
  outcome: CitizenOutcome;
  note?: string;
}

export const citizenCases: readonly LoggedCase[] = [
  { weeksAgo: 11, team: "skranken", reasons: ["noMitId"], instead: ["postExempt", "letter"], outcome: "analog" },
  {
    weeksAgo: 10,
    team: "nord-dag",
    solution: "skaermbesoeg",
    reasons: ["cognitive", "unsafe"],
    instead: ["homeVisit"],
    outcome: "analog",
    note: "Kan ikke huske, hvem der er på skærmen. Vi prøver igen med en pårørende ved siden af.",
  },
  {
    weeksAgo: 9,
    team: "skranken",
    solution: "booking",
    reasons: ["digitalSkills", "noHelper"],
    instead: ["assisted"],
    outcome: "hybrid",
  },
  {
    weeksAgo: 8,
    team: "genoptraening",
    solution: "digital-traening",
    reasons: ["physical"],
    instead: ["adapted", "loanDevice"],
    outcome: "digital",
    note: "Større skærm og færre øvelser ad gangen virkede.",
  },
  {
    weeksAgo: 7,
    team: "pension-ydelse",
    reasons: ["language"],
    instead: ["interpreter", "inPerson"],
    outcome: "hybrid",
  },
  { weeksAgo: 6, team: "telefonen", solution: "booking", reasons: ["unsafe"], instead: ["phone"], outcome: "open" },
  {
    weeksAgo: 5,
    team: "syd-dag",
    solution: "medicindispenser",
    reasons: ["physical", "cognitive"],
    instead: ["homeVisit"],
    outcome: "analog",
  },
  {
    weeksAgo: 4,
    team: "skranken",
    reasons: ["noDeviceOrNet", "social"],
    instead: ["assisted", "paperProxy"],
    outcome: "open",
  },
  {
    weeksAgo: 3,
    team: "sundhedsplejen",
    solution: "booking",
    reasons: ["dyslexia"],
    instead: ["phone", "supporter"],
    outcome: "hybrid",
  },
  {
    weeksAgo: 2,
    team: "nord-dag",
    solution: "digital-traening",
    reasons: ["declines"],
    instead: ["analogKept"],
    outcome: "analog",
  },
  { weeksAgo: 1, team: "pension-ydelse", reasons: ["adminSkills"], instead: ["digitalProxy"], outcome: "digital" },
];

interface UsualCase extends Pick<LoggedCase, "solution" | "reasons" | "instead"> {
  teams: string[];
  /** How often a team notes such a citizen in a week, 0–1. */
  weekly: number;
  /** How it goes: one of these. */
  outcomes: CitizenOutcome[];
}

/** What teams meet again and again. So many that a manager sees figures, though none of fewer than five. */
export const usualCases: readonly UsualCase[] = [
  {
    teams: ["nord-dag", "nord-aften", "syd-dag", "sygepleje-dag"],
    weekly: 0.4,
    solution: "skaermbesoeg",
    reasons: ["cognitive"],
    instead: ["homeVisit"],
    outcomes: ["analog", "analog", "hybrid"],
  },
  {
    teams: ["nord-dag", "syd-dag", "syd-aften"],
    weekly: 0.35,
    solution: "skaermbesoeg",
    reasons: ["physical"],
    instead: ["adapted"],
    outcomes: ["digital", "digital", "hybrid"],
  },
  {
    teams: ["genoptraening", "strandparken-dag"],
    weekly: 0.5,
    solution: "digital-traening",
    reasons: ["digitalSkills", "noHelper"],
    instead: ["loanDevice", "supporter"],
    outcomes: ["hybrid", "digital", "open"],
  },
  {
    teams: ["nord-dag", "nord-aften", "sygepleje-dag"],
    weekly: 0.3,
    solution: "medicindispenser",
    reasons: ["cognitive", "unsafe"],
    instead: ["homeVisit", "supporter"],
    outcomes: ["analog", "hybrid", "declined", "irrelevant"],
  },
  {
    teams: ["skranken", "telefonen", "pension-ydelse"],
    weekly: 0.6,
    reasons: ["noMitId"],
    instead: ["assisted", "postExempt"],
    outcomes: ["analog", "hybrid", "hybrid"],
  },
  {
    teams: ["skranken", "pension-ydelse"],
    weekly: 0.5,
    solution: "booking",
    reasons: ["language", "adminSkills"],
    instead: ["inPerson", "digitalProxy"],
    outcomes: ["hybrid", "open"],
  },
];
