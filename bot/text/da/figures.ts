/** What each figure is, and the pictures of them: one source for the screen, for paper and for files. */
export const figuresDa = {
  title: "Om tallene",
  parts: {
    figure: "Tal",
    is: "Hvad det er",
    numerator: "Tæller",
    denominator: "Nævner",
    level: "Niveau",
    updated: "Sidst opdateret",
    answered: "Svar",
  },
  none: "–",
  counted: "Ingen. Det er et antal.",
  week: (week: number) => `uge ${week}`,
  noneYet: "Ingen skøn endnu",
  ofTeams: (known: number, teams: number) => `${known} af ${teams} ${teams === 1 ? "team" : "teams"}`,
  ofEstimates: (known: number, total: number) => `${known} af ${total} skøn`,
  definitions: {
    response: {
      name: "Svar",
      is: "Andelen af teams, der har svaret på ugens check-in.",
      numerator: "Teams, der har svaret i denne uge.",
      denominator: "Teams, der er spurgt i denne uge.",
      level: "Alle teams i det, du ser.",
    },
    everyday: {
      name: "Fast del af hverdagen",
      is: "Andelen af lederskøn, der siger »Sådan gør vi« eller »For det meste«.",
      numerator: "Skøn, der siger »Sådan gør vi« eller »For det meste«.",
      denominator:
        "Nyeste skøn for hvert team og hver løsning, når det ikke er gammelt. »Ikke aktuelt« og »Ved ikke« tæller ikke med.",
      level: "Team og løsning. Aldrig den enkelte medarbejder.",
    },
    stale: {
      name: "Gamle skøn",
      is: "Antallet af nyeste skøn, hvor der skulle være kommet et nyt for over to uger siden. De tæller ikke med i andelene.",
      numerator: "Skøn, hvor det næste ikke er kommet til tiden.",
      denominator: null,
      level: "Team og løsning.",
    },
    spread: {
      name: "Udbredelse",
      is: "Antallet af teams på hvert trin efter lederens nyeste skøn.",
      numerator: "Teams på trinnet.",
      denominator: "Teams, der har løsningen som pilot eller i brug.",
      level: "Løsning, over alle teams i det, du ser.",
    },
    change: {
      name: "Udvikling",
      is: "Hvor mange procentpoint andelen med en fast del af hverdagen har flyttet sig på fire uger, et kvartal og et år. »Stiger« og »Falder« står der kun, når det er mere end tilfældigt.",
      numerator: "Teams, hvor løsningen er en fast del af hverdagen nu, minus dem, hvor den var det dengang.",
      denominator:
        "Teams, der svarede begge gange på spørgsmålet med de samme ord. »Ikke aktuelt« og »Ved ikke« tæller ikke med.",
      level: "Løsning, over alle teams i det, du ser.",
    },
    estimate: {
      name: "Nyeste skøn",
      is: "Teamlederens bedste skøn for hele teamet. Det handler om løsningen, ikke om den enkelte medarbejder.",
      numerator: "Lederens eget svar.",
      denominator: null,
      level: "Team og løsning.",
    },
    levels: {
      name: "Teams på hvert trin, uge for uge",
      is: "Antallet af teams på hvert trin i hver uge. Et skøn gælder, til to uger efter at det næste skulle være kommet; derefter er teamet uden nyt skøn.",
      numerator: "Teams på trinnet i ugen.",
      denominator: "Teams, der er gået i gang med løsningen.",
      level: "Løsning, over alle teams i det, du ser.",
    },
    causes: {
      name: "Det, der driller",
      is: "Det, teamene har meldt det seneste år, talt efter emne på tværs af løsninger.",
      numerator: "Meldinger om emnet. Det, der er trukket tilbage, er ikke med.",
      denominator: null,
      level: "Område. Det, få teams har meldt, og det, der ikke er beskrevet, står samlet under Andet.",
    },
    areas: {
      name: "Områderne ved siden af hinanden",
      is: "De samme tal for hvert område. Et område er kun med, når så mange ledere har teams i det, at ingen kan genkendes.",
      numerator: "Som for tallet selv.",
      denominator: "Som for tallet selv.",
      level: "Område. Aldrig den enkelte leder.",
    },
  },
  chart: {
    title: "Teams på hvert trin, uge for uge",
    noEstimate: "Uden nyt skøn",
    aloud: (weeks: string, teams: number) => `Søjler uge for uge, ${weeks}. Nu er ${teams} teams med.`,
    span: (from: string, to: string) => `uge ${from} til uge ${to}`,
    yearWeek: (year: string, week: number) => `${week} i ${year}`,
    teams: "Teams",
    share: "Andel af teams",
    table: "Vis tallene som skema",
    week: "Uge",
    marks: "På billedet",
    decided: (what: string) => `Besluttet: ${what}`,
    due: (what: string) => `Dato for beslutningen: ${what}`,
    trial: (from: string, to: string) => `Prøvehandling fra ${from} til ${to}`,
    trialStates: { running: "i gang", finished: "afsluttet", cancelled: "stoppet" },
    holidays: "Lyse felter er uger med helligdage eller uger, hvor ingen bliver spurgt.",
    quiet: "Ingen bliver spurgt",
    save: "Gem som billede",
    small: "Løsningerne ved siden af hinanden",
    smallIntro: "Andelen af teams på hvert trin, uge for uge i et år. Alle har samme skala.",
  },
  causes: {
    title: "Det, der driller, på tværs af løsninger",
    intro: (reporting: number, teams: number) => `${reporting} af ${teams} teams har meldt noget det seneste år.`,
    none: "Der er ikke meldt noget det seneste år.",
    suppressed: (limit: number) =>
      `Det, færre end ${limit} teams har meldt, står under Andet, så ingen leder kan genkendes.`,
    cause: "Emne",
    reported: "Meldt",
    open: "Åbne",
    teams: "Teams",
    other: "Andet, eller ikke beskrevet endnu",
    areasTitle: "Emnerne i hvert område",
    area: "Område",
    restOfAreas: "Øvrige områder",
    otherShort: "Andet",
    most: "Mest meldt",
  },
  areas: {
    title: "Områderne ved siden af hinanden",
    intro: (limit: number) =>
      `Områder sammenlignes som områder. Er der færre end ${limit} ledere bag tallet, vises det ikke.`,
    area: "Område",
    teams: "Teams",
    everyday: "Fast del af hverdagen",
    answered: "Svar i denne uge",
    stale: "Gamle skøn",
    hidden: "Vises ikke",
  },
  scope: {
    whole: "Hele kommunen",
    part: (names: string[], count: number, of: number) => {
      const shown = names.slice(0, 3);
      const more = names.length - shown.length;
      const said = more === 0 ? shown.join(", ") : `${shown.join(", ")} og ${more} ${more === 1 ? "anden" : "andre"}`;
      return `${said} (${count} af ${of} teams)`;
    },
    label: "Omfatter",
    fetched: "Hentet",
  },
};

export type FiguresText = typeof figuresDa;
