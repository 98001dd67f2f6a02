/** *Små trin i god tid*: what stands on the week's card, and the navigators' page of them. */
export const stepOnCardDa = {
  now: (solution: string) => `Ugens lille trin: ${solution}`,
  news: (solution: string) => `Nyt om ${solution}`,
  announced: (week: number, solution: string) => `I uge ${week}: ${solution}`,
  done: "Det har vi gjort",
  isDone: "Det har I gjort. Tak!",
};

export const smallStepsDa = {
  open: "Små trin",
  title: "Små trin i god tid",
  intro:
    "Giv teamene én lille ting ad gangen. Den bliver varslet på kortet ugen før og står på ugens kort. Ingen får en besked mere.",
  back: "Det driller",
  none: "Der er ikke sendt noget endnu.",
  noneBody: "Et lille trin er noget, et team kan nå i løbet af en uge – eller noget, det er godt at vide.",
  make: "Send et lille trin",
  kinds: { task: "Noget, teamet gør", news: "Nyt om løsningen" },
  week: (number: number, monday: string) => `Uge ${number}, fra ${monday}`,
  sentTo: (places: string) => `Til dem, der bruger løsningen i ${places}`,
  by: (name: string) => `Sendt af ${name}`,
  doneOf: (done: number, all: number) =>
    all === 1 ? (done === 1 ? "1 team har gjort det" : "Ikke gjort endnu") : `${done} af ${all} teams har gjort det`,
  reaches: (all: number) => (all === 1 ? "1 team får det" : `${all} teams får det`),
  doneTitle: "Har gjort det",
  leftTitle: "Har ikke sagt, at det er gjort",
  over: "Ugen er gået",
  takeBack: "Træk tilbage",
  takeBackLabel: (what: string) => `Træk tilbage: ${what}`,
  sure: "Teksten bliver slettet, også på de kort, den står på.",
  takenBack: "Det er trukket tilbage.",
  form: {
    solution: "Hvilken løsning?",
    where: "Hvem?",
    everywhere: "Alle dine teams, der bruger løsningen",
    kind: "Hvad er det?",
    text: { task: "Hvad skal teamet gøre?", news: "Hvad er der nyt?" },
    hint: "Én ting, kort og uden navne. Højst 300 tegn.",
    week: "I hvilken uge?",
    send: "Send til ugens kort",
    sent: "Teamene får det at se på ugens kort.",
    needText: "Skriv et par ord.",
    tooLong: "Det er for langt til et lille trin. Skriv det på højst 300 tegn.",
    needSolution: "Vælg en løsning.",
  },
  mine: { done: "Det har vi gjort", isDone: "Det har I gjort. Tak!", undo: "Det har vi ikke gjort endnu" },
  onCard: stepOnCardDa,
};

export const stepErrorsDa = {
  stepWords: "Skriv et par ord, så kan du sende.",
  stepWeek: "Vælg en uge, der ligger længere fremme. Teamene skal kunne se den komme.",
  stepThere: "Nogle af teamene har allerede et lille trin i den uge. Vælg en anden uge.",
  stepNobody: "Ingen af dine teams bruger den løsning dér.",
};

export type SmallStepsText = typeof smallStepsDa;
