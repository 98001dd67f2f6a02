/** What the guard against personal data says to the writer. */
export const guardDa = {
  kinds: {
    cpr: "et CPR-nummer",
    name: "et navn",
    titledName: "et navn",
    email: "en mailadresse",
    phone: "et telefonnummer",
    address: "en adresse",
    postalTown: "en adresse",
    caseNumber: "et sagsnummer",
    birthDate: "en fødselsdag",
  },
  beside: {
    room: "et navn sammen med en bolig eller en stue",
    birthYear: "et navn sammen med en alder eller et fødselsår",
    diagnosis: "et navn sammen med en diagnose",
  },
  looksLike: (what: string, words: string) => `Det ligner ${what}: »${words}«`,
  inField: (field: string) => `i »${field}«`,
  removeNumber: "Fjern det, så kan du sende. Er det et andet tal, så skriv det med bogstaver.",
  removeName: "Så kan man se, hvem det er. Skriv »en borger« i stedet for navnet, så kan du sende.",
  askCitizen: "Ret det, eller vælg »Det er ikke en borger«.",
  correct: "Ret",
  notACitizen: "Det er ikke en borger",
  identifiedInChat:
    "Det ligner et navn sammen med noget, der viser, hvem det er. Jeg har ikke gemt det. Slet gerne din besked, og skriv den igen uden navnet.",
  /** As the forms call them. */
  fields: {
    note: "Lidt mere",
    consequence: "Hvad betyder det i hverdagen?",
    what: "Hvad vil I prøve?",
    hope: "Hvad håber I på?",
    learned: "Hvad lærte vi?",
    sideGains: "Gav det noget andet godt?",
    reason: "Hvorfor?",
    "answers.coherence": "Sammenhæng",
    "answers.agenda": "Dagsorden",
    "answers.goals": "Mål om to år",
    "answers.approaches": "Greb",
    "answers.expectations": "Forventninger",
    "answers.ethics": "Etik",
  } as Readonly<Record<string, string>>,
};

export type GuardText = typeof guardDa;
