import { decisionsDa } from "./decisions.ts";

/** What is said about something that is lifted to a manager, until it is decided, and about decisions. */
export const liftDa = {
  /** Before what they did: the comma closes the apposition. */
  by: (name: string, area: string | null, isStandIn: boolean) => {
    const role = isStandIn ? "stedfortræder for chefen" : "chef";
    return `${name}, ${role} for ${area ?? "hele kommunen"},`;
  },
  somebody: "En chef",
  title: (solution: string) => `Løftet til dig: ${solution}`,
  titleDecided: (solution: string) => `Løftet: ${solution}`,
  needsYou:
    "Navigatøren kan ikke løse opgaven uden dig. Opgaven bliver stående hos dig, indtil der er besluttet noget.",
  reminded: "Opgaven har ligget hos dig i fem arbejdsdage.",
  returnedManager: "Der er gået ti arbejdsdage. Navigatøren har opgaven igen, men du kan stadig beslutte.",
  asked: "Du har spurgt",
  askedBy: (name: string) => `${name} har spurgt`,
  answer: "Svaret",
  open: "Åbn opgaven i Ombord",
  where: "Du finder også opgaven i fanen under Overblik, »Det venter på dig«.",
  verbs: {
    liftDo: "Det gør vi",
    liftWait: "Vi venter",
    liftDecline: "Det gør vi ikke",
    ask: "Spørg",
    liftTake: "Jeg tager den selv",
    liftOn: "Løft videre",
  },
  form: {
    doText: "Hvad gør vi? Teamet får det at læse",
    doer: "Hvem gør det?",
    anotherDoer: "En anden",
    doUntil: "Senest hvornår?",
    waitText: "Hvorfor venter vi? Teamet får det at læse",
    waitUntil: "Indtil hvornår?",
    declineText: "Hvorfor ikke? Teamet får det at læse",
    askText: "Hvad vil du spørge teamet om?",
    onText: "Hvad skal den næste chef vide? (kan udelades)",
    onTo: (names: string) => `Opgaven går til ${names}.`,
    hint: "Kort og uden navne",
    dateRequired: "Vælg en dato, der ligger fremme",
    textRequired: "Skriv et par ord",
    send: "Beslut og fortæl det",
    sendAsk: "Send spørgsmål",
    sendTake: "Ja, jeg tager den",
    takeNote: "Navigatøren og teamet får at vide, at opgaven nu er hos dig.",
    sendOn: "Løft videre",
  },
  told: {
    doing: (who: string) => `${who} har besluttet: Det gør vi.`,
    waiting: (who: string, date: string) => `${who} har besluttet: Vi venter indtil ${date}.`,
    declined: (who: string) => `${who} har besluttet: Det gør vi ikke.`,
    taken: (who: string) => `${who} tager opgaven selv.`,
    liftedOn: (who: string) => `${who} har løftet opgaven videre til den næste chef.`,
    asked: (who: string) => `${who} spørger:`,
    answered: (who: string) => `Tak for svaret. ${who} har fået det.`,
    done: (who: string) => `${who} siger, at det er gjort.`,
    dropped: (who: string) => `${who} siger, at det alligevel ikke bliver til noget.`,
    lifted: "Opgaven er løftet til en chef. Du hører, når der er besluttet noget.",
    reminded: "Chefen er mindet om det efter fem arbejdsdage.",
    returned:
      "Der er ikke besluttet noget i ti arbejdsdage. Opgaven er hos dig igen: Løft den videre, vent, eller find en anden vej. Chefen kan også stadig beslutte.",
    doer: "Gøres af",
    until: "Senest",
  },
  summary: (solution: string) => `Beslutning om ${solution}`,
  decisions: {
    kinds: {
      doing: "Det gør vi",
      waiting: "Vi venter",
      declined: "Det gør vi ikke",
      handling: "Jeg tager fat i det",
      exception: "Aftalt afvigelse",
      closing: "Luk den gamle måde",
      target: "Mål",
      asItShouldBe: "Det er, som det skal være",
    },
    states: { open: "I gang", done: "Gjort", dropped: "Droppet" },
    dueTitle: (what: string) => `Datoen er kommet: ${what}`,
    dueAsk: "Er det gjort?",
    due: "Dato",
    done: "Ja, det er gjort",
    later: "Senere",
    laterUntil: "Hvornår så?",
    dropped: "Det bliver ikke til noget",
    droppedText: "Hvorfor? Det står i beslutningsloggen",
    /** How an exception and a closing date are asked about, and what can be answered. */
    of: decisionsDa.answer.of,
    fileTitle: (what: string) => `Filen siger noget andet: ${what}`,
    fileAsk:
      "Filen med udrulninger siger noget andet end det, du har besluttet. Din beslutning gælder stadig. Skal den blive ved med det?",
    log: "Se alle beslutninger",
    save: "Gem",
    isDone: "Gemt: Det er gjort.",
    isLater: (date: string) => `Gemt. Jeg spørger igen ${date}.`,
    isDropped: "Gemt: Det bliver ikke til noget.",
    textDeleted: "Teksten er slettet",
    /** What is told to those whom a decision concerns. */
    news: {
      title: (solution: string) => `Beslutning om ${solution}`,
      trialTitle: (solution: string) => `Beslutning om en prøvehandling med ${solution}`,
      many: (count: number) => `${count} nye beslutninger`,
      decided: (who: string, what: string) => `${who} har besluttet: ${what}.`,
      where: "Gælder",
      dates: {
        doing: "Senest",
        handling: "Senest",
        waiting: "Indtil",
        exception: "Ses på igen",
        closing: "Lukker",
        target: "Skal være nået",
      } as Readonly<Record<string, string>>,
      exception: "Ugens check-in spørger ikke om løsningen, så længe afvigelsen gælder.",
      closing: (old: string) =>
        `Det, der lukker, er: ${old}. Ugens check-in tæller ned til dagen og spørger bagefter, om det stadig lever.`,
      target: (share: number) =>
        `Målet er, at løsningen er en fast del af hverdagen i ${share} % af teamene. Det gælder teamene tilsammen, ikke det enkelte team.`,
      ended: "Beslutningen er slut.",
      ask: "Er noget uklart, så spørg den, der har besluttet det.",
    },
  },
  errors: {
    liftDecided: "Der er allerede besluttet noget om opgaven. Her er det, der gælder nu.",
    nobodyAbove: "Der er ingen chef over dig, så opgaven kan ikke løftes videre.",
    notADoer: "Vælg en på listen, eller vælg »En anden«.",
    decisionOver: "Beslutningen er allerede afsluttet.",
    noDecisionText: "Skriv et par ord om hvorfor.",
    noOldWay: "Der står ikke, hvad løsningen erstatter, så der er ingen gammel måde at lukke.",
    decisionDate: "Vælg en dato, der ligger fremme, og som er inden for tre år.",
  },
};

export type LiftText = typeof liftDa;
