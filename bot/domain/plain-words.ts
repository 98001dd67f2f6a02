// What is handed to politicians is said in plain words. Two lists: words of projects and of IT that have a plain word beside them, and
// technical words that may stand where they are explained. Danish, as what is written and read here is.

/** Words that are said in another way, with what to say. They are found however they are inflected or joined. */
export const jargonWords: Readonly<Record<string, string>> = {
  rollout: "at tage løsningen i brug",
  udrulning: "at tage løsningen i brug",
  implementering: "at tage løsningen i brug",
  implementere: "tage i brug",
  onboarding: "oplæring",
  adoption: "brug",
  compliance: "at følge reglerne",
  governance: "hvem der bestemmer",
  stakeholder: "dem, det angår",
  interessent: "dem, det angår",
  "change management": "hjælp til at ændre vaner",
  forandringsledelse: "hjælp til at ændre vaner",
  "best practice": "det, der virker",
  roadmap: "plan",
  workflow: "måden at arbejde på",
  arbejdsgangsanalyse: "at se på, hvordan arbejdet bliver gjort",
  kapacitetsopbygning: "oplæring",
  synergi: "at det hjælper hinanden",
  skalere: "brede ud",
  skalering: "at brede ud",
  pilotere: "prøve af",
  backlog: "det, der venter",
  feature: "funktion",
  usecase: "hvad den bruges til",
  "use case": "hvad den bruges til",
  business: "forretning",
  "business case": "regnestykke",
  dashboard: "oversigt",
  kpi: "mål",
  okr: "mål",
  datadrevet: "ud fra tal",
  digitaliseringsmodenhed: "hvor vant man er til det digitale",
  snitflade: "forbindelse mellem systemer",
  integration: "forbindelse mellem systemer",
  legacy: "ældre system",
  migrering: "flytning",
  support: "hjælp",
  superbruger: "en, der hjælper de andre",
  superuser: "en, der hjælper de andre",
  ressource: "tid og folk",
  disruptiv: "som ændrer meget",
  agil: "i små skridt",
  sprint: "kort forløb",
};

/** Technical words that may stand, each with what it means. */
export const explainedWords: Readonly<Record<string, string>> = {
  AI: "Kunstig intelligens: et program, der finder mønstre i mange eksempler og foreslår et svar. Det kan tage fejl.",
  "kunstig intelligens": "Et program, der finder mønstre i mange eksempler og foreslår et svar. Det kan tage fejl.",
  algoritme: "En fast opskrift, som et program følger for at komme fra oplysninger til et svar.",
  Copilot:
    "Microsofts program, som skriver udkast til tekst ud fra det, man beder om. Et menneske skal læse det igennem.",
  sensor: "En lille måler, der siger til, når noget ændrer sig, for eksempel når en dør går op.",
  MitID: "Det, man logger ind med hos det offentlige og i banken.",
  "Digital Post": "Den postkasse på nettet, som det offentlige skriver til borgere i.",
  selvbetjening: "At borgeren selv søger eller melder noget på nettet.",
  journal: "Det sted, hvor personalet skriver, hvad der er gjort for borgeren, og hvad der er aftalt.",
  skærmbesøg: "Et besøg, hvor borgeren og personalet ser hinanden på en skærm.",
  medicindispenser: "En boks hos borgeren, som giver den rigtige medicin på det rigtige tidspunkt.",
  app: "Et program på telefon eller tablet.",
  tablet: "En flad skærm, man trykker på.",
  cloud: "At oplysninger ligger på en leverandørs computere og hentes over nettet.",
  API: "En forbindelse, som to systemer taler sammen gennem.",
  GDPR: "Reglerne om, hvordan oplysninger om mennesker må bruges.",
  databehandleraftale: "En aftale om, hvad en leverandør må bruge oplysningerne til.",
  velfærdsteknologi: "Teknik, der hjælper i omsorg, pleje og træning.",
};

/** A word of one of the lists that somebody has used, with what the list says of it. */
export interface FoundWord {
  word: string;
  says: string;
}

/** The words of projects and of IT in the texts, each once. */
export function jargonIn(texts: readonly string[]): FoundWord[] {
  return foundIn(texts, jargonWords);
}

/** The technical words in the texts that a reader needs explained, each once. */
export function wordsToExplain(texts: readonly string[]): FoundWord[] {
  return foundIn(texts, explainedWords);
}

function foundIn(texts: readonly string[], list: Readonly<Record<string, string>>): FoundWord[] {
  const all = texts.join("\n");
  return Object.entries(list)
    .filter(([word]) => patternOf(word).test(all))
    .map(([word, says]) => ({ word, says }));
}

/** Endings of Danish words, so that *sensorerne* is a sensor and *apparat* is no app. */
const endings = "(?:s|e|en|et|er|t|ne|erne|ens|ets|ers|ernes|r|rne|ende)?";

/** Short words in capitals are what they are as they are written; the others in whatever letters. */
function patternOf(word: string): RegExp {
  const isAcronym = word.length <= 4 && word === word.toUpperCase();
  const flags = isAcronym ? "u" : "iu";
  return new RegExp(`(?<![\\p{L}\\p{N}])${word.replaceAll(" ", "[\\s-]+")}${endings}(?![\\p{L}\\p{N}])`, flags);
}
