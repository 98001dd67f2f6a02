/** A page as one role opens it, in Storvig Kommune. */
export interface FacePage {
  role: "leder" | "navigatør" | "chef" | "rådgiver" | "administrator";
  /** What the picture is called. */
  name: string;
  /** Where it is: TEAM and BARRIER stand for one of what is there. */
  path: string;
  upn: string;
}

/** Has not answered yet. */
const leader = "anne.andersen";
/** Has, and has reported something. */
const leaderWhoAnswered = "gorm.friis";
const leaderOfTwo = "camilla.christensen";
const navigator = "oline.frandsen";
const manager = "nanna.eriksen";
const adviser = "lars.oestergaard";
const admin = "pernille.gade";

const pagesOf = (role: FacePage["role"], upn: string, paths: Record<string, string>): FacePage[] =>
  Object.entries(paths).map(([name, path]) => ({ role, upn: `${upn}@storvig.example`, name, path }));

/** Every page and role, each once: what two roles see alike is measured for the one whose page it is. */
export const facePages: readonly FacePage[] = [
  ...pagesOf("leder", leader, {
    "Min uge": "week",
    Borgere: "citizens",
    "Borgere, Kortlægge": "citizens/map",
    Prøvehandlinger: "trials",
    Overblik: "overview",
    "Eget team": "overview/team/TEAM",
    "MED-ark": "about/med",
    Tilgængelighed: "about/accessibility",
  }),
  ...pagesOf("leder", leaderWhoAnswered, {
    "Min uge, svaret": "week",
    "Det driller": "barriers",
    "Én opgave": "barriers/BARRIER",
    Ambition: "ambition",
    "Ambition på ét ark": "ambition/sheet",
  }),
  ...pagesOf("leder", leaderOfTwo, { "Min uge, to teams": "week" }),
  ...pagesOf("navigatør", navigator, {
    Overblik: "overview",
    "Det driller, tavle": "barriers?view=board",
    "Det driller, liste": "barriers?view=list",
    "Én opgave": "barriers/BARRIER",
    Tider: "barriers/times",
    Besøg: "barriers/visits",
    "Små trin": "barriers/steps",
    Borgere: "citizens",
    "Borgere, Kortlægge": "citizens/map",
    "Borgere, Inspirere": "citizens/inspire",
    "Borgere, Udvikle": "citizens/develop",
    "Borgere, Handle": "citizens/act",
    Prøvehandlinger: "trials",
    Løsning: "overview/solution/journal",
  }),
  ...pagesOf("chef", manager, {
    Overblik: "overview",
    "Overblik, område": "overview?area=sundhed",
    Løsning: "overview/solution/skaermbesoeg",
    Team: "overview/team/TEAM",
    "Team og løsning": "overview/team/TEAM/journal",
    Beslutninger: "overview/decisions",
    Kvartalet: "overview/quarter",
    "Til politikerne": "overview/politicians",
    "Det driller": "barriers",
    "Borgere, tal": "citizens",
    "Til rådene": "citizens/councils",
    Prøvehandlinger: "trials",
    Ambition: "ambition",
  }),
  ...pagesOf("rådgiver", adviser, { "Spørgsmål til juristen": "advice" }),
  ...pagesOf("administrator", admin, { Drift: "operations" }),
];
