/** The log of decisions, and what a chef decides about an early warning. */
export const decisionsDa = {
  title: "Beslutninger",
  intro:
    "Det, der er besluttet om noget, der er løftet, om advarsler, løsninger og prøvehandlinger. Det bliver gemt i fem år.",
  open: "Se beslutninger",
  quarter: "Kvartalet",
  politicians: "Til politikerne",
  back: "Overblik",
  none: "Der er ikke besluttet noget endnu.",
  noMatch: "Der er ingen beslutninger, der passer.",
  search: "Søg",
  area: "Område",
  allAreas: "Alle områder",
  solution: "Løsning",
  allSolutions: "Alle løsninger",
  state: "Status",
  allStates: "Alle",
  found: (count: number) => (count === 1 ? "1 beslutning" : `${count} beslutninger`),
  more: "Vis flere",
  kinds: {
    doing: "Det gør vi",
    waiting: "Vi venter",
    declined: "Det gør vi ikke",
    handling: "Jeg tager fat i det",
    exception: "Aftalt afvigelse",
    closing: "Luk den gamle måde",
    target: "Sæt et mål",
    asItShouldBe: "Det er, som det skal være",
  },
  states: { open: "I gang", done: "Afsluttet", dropped: "Droppet" },
  by: (name: string, role: string | null) => (role === null ? name : `${name}, ${role}`),
  role: (area: string | null, isStandIn: boolean) =>
    `${isStandIn ? "stedfortræder for chefen" : "chef"} for ${area ?? "hele kommunen"}`,
  doer: (name: string) => `Gøres af ${name}`,
  due: (date: string) => `Senest ${date}`,
  dueWaiting: (date: string) => `Indtil ${date}`,
  target: (share: number, date: string, place: string) => `Mål: ${share} % senest ${date} (${place})`,
  dueOf: {
    exception: (date: string) => `Ses på igen ${date}`,
    closing: (date: string) => `Lukker ${date}`,
  },
  told: (names: string, more: number) =>
    `Besked til ${names}${more === 0 ? "" : ` og ${more} ${more === 1 ? "anden" : "andre"}`}`,
  textDeleted: "Teksten er slettet",
  barrier: "Se opgaven",
  answer: {
    done: "Det er gjort",
    later: "Senere",
    dropped: "Det bliver ikke til noget",
    deleteText: "Slet teksten",
    deleteSure: "Teksten forsvinder. Slags, datoer og navne bliver stående.",
    laterUntil: "Hvornår så?",
    droppedText: "Hvorfor?",
    save: "Gem",
    cancel: "Fortryd",
    /** An exception and a closing date are asked about in other words. */
    of: {
      exception: {
        ask: "Gælder den aftalte afvigelse stadig?",
        done: "Nej, den er slut",
        later: "Ja, til en ny dato",
        dropped: "Nej, den var en fejl",
      },
      target: {
        ask: "Er målet nået?",
        done: "Ja, det er nået",
        later: "Nej, det skal nås senere",
        dropped: "Målet gælder ikke mere",
      },
      closing: {
        ask: "Er den gamle måde lukket nu?",
        done: "Ja, den er lukket",
        later: "Nej, den lukker senere",
        dropped: "Den bliver ikke lukket",
      },
    },
    needed: "Skriv et par ord.",
    neededDate: "Vælg en dato, der ligger fremme.",
  },
  warning: {
    open: "Beslut",
    what: "Hvad beslutter du?",
    why: {
      doing: "Hvad gør vi?",
      handling: "Hvad gør du?",
      waiting: "Hvorfor venter vi?",
      declined: "Hvorfor ikke?",
      exception: "Hvad er grunden? Teamet kan læse den",
      closing: "Hvad betyder det for teamene? (kan udelades)",
      target: "Hvad skal der til? (kan udelades)",
      asItShouldBe: "Hvorfor er det, som det skal være?",
    },
    due: {
      target: "Hvornår skal det være nået?",
      doing: "Senest hvornår?",
      handling: "Senest hvornår?",
      waiting: "Indtil hvornår?",
      exception: "Hvornår ses der på den igen?",
      closing: "Hvilken dag lukker den?",
    },
    share: "I hvor stor en del af teamene skal det være en fast del af hverdagen?",
    percent: (share: number) => `${share} %`,
    suggested: (share: number) =>
      `De ledere, der har delt deres ambition med dig, sigter tilsammen efter omkring ${share} %.`,
    where: "Hvor gælder det?",
    everywhere: "Alle teams her",
    holds: {
      exception: "Teamet bliver ikke spurgt om løsningen, så længe det er en aftalt afvigelse.",
      closing: "Ugens check-in tæller ned til dagen. Bagefter bliver der spurgt, om den gamle måde stadig lever.",
    },
    hint: "Kort og uden navne.",
    readers: {
      managers: "Chefer for området og chefer over dig kan læse det.",
      everybody:
        "Teamlederne, navigatørerne og cheferne dér, hvor det gælder, får besked. Chefer over dig kan læse det.",
      trial:
        "Lederne af de teams, der prøver det af, og deres navigatører og chefer får besked. Chefer over dig kan læse det.",
    },
    save: "Gem beslutningen",
    decided: (count: number) =>
      count === 1 ? "1 advarsel er der besluttet om" : `${count} advarsler er der besluttet om`,
  },
};

export type DecisionsText = typeof decisionsDa;
