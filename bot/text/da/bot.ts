import { longDate } from "../wording.ts";
import { askedDa } from "./asked.ts";
import { backDa } from "./back.ts";
import { barrierDa } from "./barrier.ts";
import { citizenStepsDa } from "./citizen-steps.ts";
import { citizenFollowUpDa, citizenFormDa } from "./citizens.ts";
import { dialogueDa } from "./dialogue.ts";
import { guardDa } from "./guard.ts";
import { liftDa } from "./lift.ts";
import { oldWayDa } from "./old-way.ts";
import { outreachDa } from "./outreach.ts";
import { quarterDa } from "./quarter.ts";
import { rewritingDa } from "./rewriting.ts";
import { roundsDa } from "./rounds.ts";
import { screeningDa } from "./screening.ts";
import { stepErrorsDa, stepOnCardDa } from "./small-steps.ts";
import { vocabularyDa } from "./vocabulary.ts";

/** "Rasmus, Camilla og 2 mere" */
function listed(names: readonly string[]): string {
  if (names.length <= 2) return names.join(" og ");
  return `${names.slice(0, 2).join(", ")} og ${names.length - 2} mere`;
}

export const da = {
  ...vocabularyDa,
  ...outreachDa,
  loop: barrierDa,
  rewriting: rewritingDa,
  lift: liftDa,
  oldWay: oldWayDa,
  asked: askedDa,
  rounds: roundsDa,
  back: backDa,
  screening: screeningDa,
  dialogue: dialogueDa,
  date: longDate("da-DK"),
  guard: guardDa,
  step: stepOnCardDa,
  common: {
    purpose: "Vi spørger til løsningen, ikke til den enkelte medarbejder.",
    noPersonalData:
      "**Skriv ikke CPR-nummer, navn, adresse eller andet, der kan afsløre, hvem borgeren er. Det her er ikke journalen.**",
    send: "Send",
    back: "Tilbage",
    undo: "Fortryd",
    choose: "Vælg",
    missing: (question: string) => `Her mangler et svar: ${question}`,
    stop: "Vent lige",
  },
  checkIn: {
    title: (week: number) => `Uge ${week}: Hvordan går det?`,
    intro:
      "Dit bedste skøn for hele teamet. Passer det til ingen lige nu, så vælg »Ikke aktuelt«. Det tager under et minut.",
    question: (solution: string) => `Hvor meget bruger I ${solution} til dem, det passer til?`,
    mayBeLeft: (question: string) => `${question} (kan udelades)`,
    troubled: "Noget driller",
    target: (level: string) => `mål: ${level}`,
    required: "Vælg et svar – »Ved ikke« er også i orden",
    asLast: "Som sidst",
    skip: "Ikke i denne uge",
    correct: "Ret svar",
    both: "Begge teams på ét kort",
    correctTeam: (team: string) => `Ret svar: ${team}`,
    citizen: "En borger kan ikke være med",
    nothingToAsk: "Der er ikke noget at spørge om i denne uge.",
    receiptTitle: (week: number) => `Tak for svaret i uge ${week}`,
    receiptTroubled: "Tak! Vi ser på det, der driller.",
    receiptPlain: "Tak! Dit svar er gemt.",
    answeredBy: (name: string) => `Besvaret af ${name}`,
    skippedTitle: (week: number) => `Uge ${week} er sprunget over`,
    skippedBody: "Helt i orden. Jeg spørger igen i næste uge.",
    skippedBy: (name: string) => `Sprunget over af ${name}`,
    answerAnyway: "Svar alligevel",
    missedTitle: (week: number) => `Uge ${week} er lukket`,
    missedBody: "Der kom ikke noget svar, og det er i orden. Jeg spørger igen næste gang.",
    closedNote: "Ugen er lukket, så svaret kan ikke rettes mere.",
    describe: "Fortæl, hvad der driller",
    changedMeanwhile: "En anden har svaret imens. Her er svaret.",
    summary: (team: string, week: number) => `Ugens check-in for ${team}, uge ${week}`,
    reminder: (firstName: string, week: number) =>
      `Hej ${firstName}. Har du et øjeblik til uge ${week}? Er der travlt, så spring bare over.`,
  },
  barrier: {
    title: (solution: string) => `Hvad driller ved ${solution}?`,
    whereTitle: "Noget driller",
    chooseTeam: "Hvilket team?",
    moreTeams: "Der er ikke plads til alle teams her. Mangler der et, så meld det i fanen under Det driller.",
    chooseSolution: "Hvilken løsning driller?",
    category: "Hvad handler det om?",
    detail: "Hvad passer bedst?",
    consequence: "Hvad betyder det i hverdagen?",
    consequencePlaceholder: "Kort og uden navne",
    contact: "Skal vi ringe eller komme forbi?",
    chooseRequired: "Vælg det, der passer bedst",
    next: "Videre",
    notNow: "Ikke nu",
    goesTo: (helpers: readonly string[]) =>
      helpers.length === 0
        ? "Tak! Navigatørerne får besked, og du hører, hvad der sker."
        : `Tak! Det går til ${listed(helpers)}, og du hører, hvad der sker.`,
    already: (solution: string, what: string) => `${solution}: Det er allerede meldt: ${what}. Noget nyt?`,
    nothingNew: "Nej, det er det samme",
    somethingNew: "Ja, noget nyt",
    newAbout: (solution: string) => `Noget nyt: ${solution}`,
    begun: "En navigatør er gået i gang med det, du har meldt, så det bliver stående.",
    summary: (solution: string) => `Noget driller ved ${solution}`,
  },
  citizen: {
    title: "En borger kan ikke være med",
    chooseTeam: "Hvilket team?",
    solution: "Hvilken løsning handler det om?",
    noSolution: "Flere eller en anden",
    reasons: "Hvad er svært for borgeren?",
    reasonsRequired: "Vælg mindst én grund",
    instead: "Hvad gør I i stedet?",
    outcome: "Hvordan går det nu?",
    followUp: "Følg op den",
    note: "Lidt mere (kan udelades)",
    save: "Gem",
    saved: "Tak! Det er noteret.",
    another: "Notér en mere",
    summary: "En borger kan ikke være med",
  },
  followUp: citizenFollowUpDa,
  citizenForm: citizenFormDa,
  citizenSteps: citizenStepsDa,
  welcome: {
    title: (firstName: string) => `Hej ${firstName}. Jeg er Ombord.`,
    leader: "En gang om ugen spørger jeg, hvordan jeres digitale løsninger bliver brugt. Det tager under et minut.",
    other: "Jeg hjælper med at få alle med på de digitale løsninger, kommunen har valgt.",
    whoSeesTitle: "Hvem ser hvad?",
    whoSees: [
      "Navigatørerne i dit område ser jeres svar, jeres borgernoter og det, der driller, så de kan hjælpe.",
      "Chefer ser, hvor meget løsningerne bliver brugt i hvert team. De ser ikke jeres noter om borgere.",
      "Ingen kan se, hvad den enkelte medarbejder gør. Det spørger vi slet ikke om.",
    ],
    data: "Kommunen bruger svarene til at fjerne det, der driller. Formål, grundlag, oplysninger, modtagere, sletning og dine rettigheder står i fanen under »Dine data«.",
    dataLink: "Dine data",
    begin: "Vis ugens check-in",
    help: "Hvad kan du?",
  },
  help: {
    title: "Det kan du skrive til mig",
    commands: [
      ["ugens check-in", "svar for dit team i denne uge"],
      ["ikke i denne uge", "så springer vi ugen over"],
      ["mind mig om det i morgen", "så minder jeg dig om det næste arbejdsdag"],
      ["noget driller", "fortæl, hvad der holder teamet tilbage"],
      ["borger", "notér, at en borger ikke kan være med digitalt"],
      ["jeg er væk til 12.8.", "din sidste fraværsdag; har teamet en stedfortræder, spørger jeg der imens"],
      ["jeg er tilbage", "så spørger jeg dig igen"],
      ["status", "se ugens svar, og hvad der gælder lige nu"],
      dialogueDa.help,
      ["hjælp", "se den her oversigt"],
    ] as [string, string][],
  },
  status: {
    titleIn: (week: number) => `Status i uge ${week}`,
    checkIn: {
      open: "Ugens check-in venter på svar",
      answered: "Ugens check-in er besvaret",
      skipped: "Ugens check-in er sprunget over",
      missed: "Ugen lukkede uden svar",
      notAsked: "Intet check-in i denne uge",
    },
    nothingTroubles: "Der er ikke meldt noget lige nu.",
    openBarriers: (count: number) =>
      count === 1 ? "Der er meldt 1 ting, der driller:" : `Der er meldt ${count} ting, der driller:`,
    more: (count: number) => `… og ${count} mere, som du kan se i fanen.`,
    away: (periods: string) => `Du er væk: ${periods}`,
    standIn: (name: string) => `${name} er stedfortræder imens.`,
    nobody: "Der er ingen stedfortræder, så jeg spørger ikke imens.",
    reminder: (date: string) => `Jeg minder dig om det ${date}.`,
    waiting: (count: number) => (count === 1 ? "1 ting venter på dit svar:" : `${count} ting venter på jeres svar:`),
    noCheckIn: "Intet check-in",
    noTeams: "Du svarer ikke for noget team lige nu.",
  },
  unknownPerson: {
    title: "Jeg kender dig ikke endnu",
    body: (municipality: string) =>
      `Ombord kender ikke din konto i ${municipality || "kommunen"} endnu. Spørg din it-afdeling eller din digitale navigatør, så sørger de for, at du bliver tilføjet. Skriv så til mig igen.`,
  },
  notForYou: {
    checkIn:
      "Du svarer ikke for noget team, så der er ikke noget check-in til dig. Skriv **hjælp** for at se, hvad du kan.",
    report:
      "Du er ikke knyttet til et team, så jeg ved ikke, hvor det hører til. Spørg din it-afdeling eller din digitale navigatør.",
  },
  errors: {
    ...barrierDa.errors,
    ...liftDa.errors,
    ...quarterDa.errors,
    ...stepErrorsDa,
    snoozeTooLate: "Ugen slutter, inden jeg når at minde dig om det. Svar nu, eller spring over.",
    absenceDate: "Vælg en første dag før den sidste. Den sidste må ligge højst fire uger tilbage og to år frem.",
    unknownPerson: "Ombord kender ikke din konto endnu. Spørg din it-afdeling eller din digitale navigatør.",
    nothingAnswered: "Svar på mindst én løsning, så kan du sende.",
    nothingLastTime: "Der er ikke noget svar fra sidst. Vælg et svar, så kan du sende.",
    notFound: "Det kan jeg ikke finde. Måske er det ændret imens, eller også er det ikke dit.",
    forbidden: "Det har du ikke adgang til.",
    invalid: "Jeg kunne ikke læse dit svar. Prøv igen, eller skriv »hjælp« for at begynde forfra.",
    personalData:
      "Det ligner et CPR-nummer. Fjern det, så kan du sende. Er det et andet tal, så skriv det med bogstaver.",
    personalDataInChat:
      "Det ligner et CPR-nummer. Jeg har ikke gemt det. Slet gerne din besked, og skriv den igen uden nummeret.",
    conflict: "En anden har lige ændret det her. Prøv igen.",
    barrierClosed: "Det er afsluttet. Driller det igen, så skriv »noget driller«.",
    noReason: "Vælg mindst én grund, så kan du gemme.",
    impossibleDate: "Datoen findes ikke. Vælg en anden.",
    closed: "Ugen er lukket, så svaret kan ikke ændres.",
    importTooLarge:
      "Filerne fylder for meget. De må fylde højst 8 MB tilsammen. Større filer kan læses ind fra kommandolinjen.",
    importUnconfirmed: "Med importen udgår usædvanlig meget. Skriv det tal, der står på siden, og importér igen.",
    importChanged: "Der er ændret noget, siden du så på det. Se igen, hvad der ændres, før du importerer.",
    tooLarge: "Det er for langt. Skriv det lidt kortere.",
    unauthenticated: "Du skal logge ind igen.",
    tooMany: "Det gik lidt hurtigt. Vent et øjeblik, og prøv igen.",
    unavailable: "Vi kan ikke gemme lige nu. Prøv igen om lidt.",
  } as Record<string, string>,
  unexpected: (reference: string) =>
    `Noget gik galt hos os. Prøv igen. Sker det igen, så giv it-afdelingen nummeret ${reference}.`,
};

/** Every sentence that the bot says; Danish is the original, the other languages are typed alike. */
export type Text = typeof da;
