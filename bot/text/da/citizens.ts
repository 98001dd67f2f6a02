/** The message that asks how it went with what was noted about citizens. */
export const citizenFollowUpDa = {
  title: "Hvordan gik det?",
  intro: "I ville se på det her igen. Ét tryk er nok.",
  about: (team: string, solution: string, date: string) => `${team} · ${solution} · noteret ${date}`,
  inGeneral: "flere løsninger",
  again: { week: "Spørg om en uge", month: "Spørg om en måned", quarter: "Spørg om et kvartal" },
  answered: (outcome: string) => `Tak! Noteret: ${outcome}.`,
  later: (date: string) => `Jeg spørger igen ${date}.`,
  none: "Der er ikke mere at følge op på. Tak!",
  more: (count: number) => (count === 1 ? "1 mere kommer bagefter." : `${count} mere kommer bagefter.`),
};

/** What the form in the chat and the one in the tab both say. */
export const citizenFormDa = {
  details: "Lidt nærmere (kan udelades)",
  detailsOf: (group: string) => `${group}, lidt nærmere (kan udelades)`,
  again: "Hvornår kigger vi på det igen?",
  againChoices: {
    none: "Ikke aftalt",
    week: "Om en uge",
    month: "Om en måned",
    quarter: "Om et kvartal",
    date: "På en dato",
  },
  date: "Dato",
  relatives: "Pårørende er med (skriv ikke hvem)",
  helpWanted: "Jeg vil gerne have hjælp af en navigatør",
  helpOnItsWay: "En navigatør har fået besked.",
  exemption:
    "Fritaget fra Digital Post? Så skal borgeren selv sige det til hver myndighed. (borger.dk, læst 29. november 2026)",
};

/** What managers see of citizens. */
export const publishedFiguresDa = {
  title: "Borgere i tal",
  intro: "Tallene offentliggøres, når en periode er slut, og ændres ikke bagefter. De er ens for alle, der ser dem.",
  nextOn: (date: string) => `Næste tal for kommunen kommer efter ${date}.`,
  none: "Der er ikke offentliggjort tal endnu. De første kommer, når en periode er slut.",
  tooFew: "Der er noteret for få til at vise tal. Det beskytter borgerne.",
  protected: (limit: number) =>
    `Tal under ${limit} er skjult, og det samme er de tal, der kunne røbe dem. Tallene kan ikke føres tilbage til nogen, heller ikke af en, der kender nogle af noterne selv.`,
  unknown:
    "Det ved vi ikke: hvor mange borgere der ikke er digitale. Tallene viser kun det, teams har noteret, og det er frivilligt at notere.",
  wholeTitle: "Hele kommunen",
  reasonsTitle: "Det, der er svært",
  insteadTitle: "Det, vi gør i stedet",
  outcomesTitle: "Hvordan det gik",
  outcomesWhy: "Som det stod, da perioden blev gjort op.",
  solutionsTitle: (period: string) => `Det, der er svært, fordelt på løsninger i ${period}`,
  areasTitle: (period: string) => `Det, der er svært, fordelt på områder i ${period}`,
  areasInsteadTitle: (period: string) => `Det, vi gør i stedet, fordelt på områder i ${period}`,
  areaColumn: "Område",
  solutionColumn: "Løsning",
  groupColumn: "Hvad",
  quarter: (number: string, year: string) => `${number}. kvartal ${year}`,
  halfYear: (number: string, year: string) => `${number}. halvår ${year}`,
  severalWhy: "Samme note kan have flere grunde, så tallene kan ikke lægges sammen.",
  unansweredOne: "Lukket, som den stod: Ingen svarede på, hvordan det gik.",
  helpLink: "Se hjælpen fra navigatøren",
  unanswered: (count: number) =>
    count === 1
      ? "1 note er lukket, som den stod, fordi ingen svarede."
      : `${count} noter er lukket, som de stod, fordi ingen svarede.`,
};

export type CitizenFollowUpText = typeof citizenFollowUpDa;
export type PublishedFiguresText = typeof publishedFiguresDa;
export type CitizenFormText = typeof citizenFormDa;
