import { attentionDa } from "./attention.ts";

/** What the overview says, and the pages below it. */
export const tabOverviewDa = {
  attention: {
    ...attentionDa,
    whiteElephant: (everyday: number, answered: number, weeks: number) =>
      `I ${everyday} af ${answered} teams er løsningen en fast del af hverdagen, selv om de har været i gang i mindst ${weeks} uger.`,
    falling: (before: number, now: number, both: number, weeks: number) =>
      `For ${weeks} uger siden var løsningen en fast del af hverdagen i ${before} af de ${both} teams, der svarede begge gange. Nu er den det i ${now}.`,
    onePerson: (carried: number, answered: number) =>
      `I ${carried} af ${answered} teams svarer lederen, at der ikke er flere, der kan hjælpe de andre.`,
    oldWayAlive: (alive: number, answered: number, weeks: number) =>
      `I ${alive} af ${answered} teams svarer lederen, at den gamle måde stadig lever, ${
        weeks === 0 ? "selv om I har besluttet, at den skulle være lukket" : `mindst ${weeks} uger efter start`
      }.`,
    layersApart: (most: string, mostLevel: string, least: string, leastLevel: string, isShared: boolean) =>
      `${most}: ${mostLevel}. ${least}: ${leastLevel}. ${
        isShared
          ? "Når I deler journal, skal dag og aften kunne stole på det, de andre har skrevet."
          : "Spørg, hvad der er anderledes på vagten."
      }`,
    silentWhy: "Måske er der travlt. Ring og spørg.",
    silent: (weeks: number) => `${weeks} uger i træk`,
    exception: (date: string) => `I har aftalt at se på den aftalte afvigelse igen ${date}.`,
    dismiss: "Skjul for nu",
    dismissReason: "Hvorfor?",
    dismissUntil: "Vis den igen",
    dismissSave: "Skjul",
    isDismissed: "Advarslen er skjult. Den kommer igen på datoen.",
    dismissed: (count: number) => (count === 1 ? "1 advarsel er skjult" : `${count} advarsler er skjult`),
    dismissedUntil: (date: string) => `vises igen ${date}`,
  },
  detail: {
    back: "Til overblikket",
    newest: "Nyeste skøn",
    year: "Uge for uge i et år",
    extraTitle: "Lederen svarer også",
    extraTitleAll: "Lederne svarer også",
    extraNone: "Det er der ikke spurgt om endnu.",
    barriersTitle: "Det, der driller",
    barriersNone: "Der er ikke meldt noget lige nu.",
    barrierCounts: (open: number, closed: number) =>
      `${open} ${open === 1 ? "åben" : "åbne"} · ${closed} ${closed === 1 ? "afsluttet" : "afsluttede"}`,
    uncategorised: "Ikke beskrevet endnu",
    otherCauses: "Andet, eller ikke beskrevet endnu",
    noneReadable:
      "Du ser det kun som tal. Ordene bliver hos teamet og navigatørerne, medmindre noget bliver løftet til dig.",
    onlyFigures:
      "Resten ser du kun som tal. Ordene bliver hos teamet og navigatørerne, medmindre noget bliver løftet til dig.",
    moreOnBoard: "Se flere under Det driller",
    trialsNone: "Teamet har ikke prøvet noget af med løsningen endnu.",
    trialCounts: (running: number, finished: number) =>
      `${running} i gang · ${finished} ${finished === 1 ? "afsluttet" : "afsluttede"}`,
    trialsOnlyFigures: "Ordene bliver hos teamet og navigatørerne. Det, de har delt, finder du under Prøvehandlinger.",
    trialFinished: "Afsluttet",
    triedOne: "Prøvehandling",
    triedNone: "Der er ikke prøvet noget af med løsningen endnu.",
    triedHow:
      "Hvilket team der prøver, og hvad de skriver, ser du ikke. Det, de har lært, står her, når de har delt det.",
    notRead: "Det kunne ikke hentes lige nu. Prøv igen om lidt.",
    teamsTitle: "Så langt er de enkelte teams",
    teamsIntro: "Efter lederens nyeste skøn. Der er ingen rækkefølge inden for en gruppe.",
    expectedTitle: "Brug i forhold til det forventede",
    expectedUse: (everyday: number, known: number, users: string) =>
      `Løsningen er en fast del af hverdagen efter ${everyday} af ${known} skøn. Kommunen forventer ${users} brugere.`,
    expectedHow: "Det er ledernes skøn for deres team – ingen brugere er talt.",
    basis: (known: number, teams: number, weeks: string) => `Skøn fra ${known} af ${teams} teams, ${weeks}`,
    noBasis: "Ingen skøn, der gælder nu",
    weeks: (from: number, to: number) => (from === to ? `uge ${from}` : `uge ${from}–${to}`),
    trendTitle: "Udvikling",
    trend: (share: string, week: number) => `${share} i uge ${week}`,
    trendIntro: "Andelen af skøn, der siger »Sådan gør vi« eller »For det meste«, uge for uge.",
    teamTrend: "Udvikling for teamet",
    holdersTitle: "Tal med",
    writeInTeams: (name: string) => `Skriv i Teams til ${name}`,
    write: "Skriv i Teams",
    solutionsTitle: "Teamets løsninger",
    nothingUsed: "Teamet har ingen løsninger endnu.",
    weeksTitle: "Ugens check-in uge for uge",
    copyLink: "Kopiér link",
    copied: "Linket er kopieret",
    copyFailed: "Kunne ikke kopieres – prøv igen",
  },
  overview: {
    estimate: "Ledernes skøn",
    estimateWhy: "Tallene er teamledernes bedste skøn for hele teamet. Ingen kan se, hvad den enkelte medarbejder gør.",
    period: "Periode",
    periods: { now: "Denne uge", quarter: "12 uger", year: "Et år" },
    area: "Område",
    allAreas: "Alle områder",
    sort: "Rækkefølge",
    sorts: { share: "Andel", change: "Udvikling", name: "Navn" },
    sentence: {
      silent: (count: number) => (count === 1 ? "1 team er tavst" : `${count} teams er tavse`),
      falls: (solution: string) => `${solution} falder`,
      manyFall: (count: number) => `${count} løsninger falder`,
      waiting: (count: number) => (count === 1 ? "1 ting venter på dig" : `${count} ting venter på dig`),
      calm: (answered: number, asked: number) =>
        asked === 0
          ? "Ingen er spurgt i denne uge"
          : `I denne uge har ${answered} af ${asked} ${asked === 1 ? "team" : "teams"} svaret`,
    },
    filter: "Find de teams, der",
    filters: {
      notAnswered: "Ikke har svaret",
      falling: "Falder",
      stale: "Har gamle skøn",
      troubled: "Har noget, der driller",
      help: "Har brug for hjælp",
    },
    filterMeans: {
      notAnswered: "De er spurgt i denne uge og har ikke svaret.",
      falling: "De to seneste skøn for mindst én løsning ligger et trin eller mere under skønnet for et kvartal siden.",
      stale: "Mindst ét skøn er gammelt: Et nyt skulle være kommet for over to uger siden.",
      troubled: "Noget er meldt og ikke løst endnu.",
      help: "De har ikke svaret to uger i træk, falder eller har meldt noget, der ikke er løst.",
    },
    found: (count: number, total: number) => `${count} af ${total} teams`,
    folded: (count: number) => (count === 1 ? "1 team foldet" : `${count} teams foldet`),
    partOf: (count: number) => (count === 1 ? "1 team vises" : `${count} teams vises`),
    responseTitle: "Svar",
    response: (answered: number, asked: number) =>
      `${answered} af ${asked} ${asked === 1 ? "team" : "teams"} har svaret`,
    nobodyAsked: "Ingen er spurgt i denne uge",
    responseWeek: (week: number, answered: number, asked: number) => `Uge ${week}: ${answered} af ${asked}`,
    responseHistory: "Andel, der har svaret, uge for uge",
    routineTitle: "Fast del af hverdagen",
    routine: (count: number, total: number) => `${count} af ${total} skøn siger »Sådan gør vi« eller »For det meste«`,
    staleTitle: "Gamle skøn",
    stale: (count: number) =>
      count === 0 ? "Ingen skøn er gamle" : `skøn er ${count === 1 ? "gammelt" : "gamle"} og tæller ikke med`,
    spreadTitle: "Løsningernes udbredelse",
    spreadIntro:
      "Hvor mange teams der er på hvert trin efter det nyeste skøn, og hvor mange point andelen med en fast del af hverdagen har flyttet sig blandt de teams, der svarede begge gange. Gamle skøn er talt for sig.",
    spreadTeams: (count: number) => (count === 1 ? "1 team" : `${count} teams`),
    everyday: (count: number, teams: number) => `I ${count} af ${teams} teams er løsningen en fast del af hverdagen`,
    ofCount: (count: number, total: number) => `${count} af ${total}`,
    rising: "Stiger",
    falling: "Falder",
    steady: "Ingen sikker ændring",
    trendUnknown: "For få svar til at se en udvikling",
    orMore: (users: string) => `mindst ${users}`,
    expected: (users: string) => `${users} forventede brugere`,
    expectedInAll: (users: string) => `${users} forventede brugere i hele kommunen`,
    heatmapTitle: "Team for team",
    heatmapCaption: "Teams ned ad siden og løsninger hen over. Hver celle er lederens nyeste skøn.",
    heatmapKeys: "Brug piletasterne til at gå fra celle til celle og Enter til at åbne.",
    team: "Team",
    allTeams: "Alle teams",
    foldAll: "Fold alle sammen",
    unfoldAll: "Fold alle ud",
    notUsed: "Bruges ikke her",
    neverAnswered: "Intet svar endnu",
    waiting: "Venter",
    exception: "Aftalt afvigelse",
    pilot: "pilot",
    fromWeek: (week: number) => `fra uge ${week}`,
    staleFromWeek: (week: number) => `gammelt skøn fra uge ${week}`,
    notAnsweredThisWeek: "ikke svaret i denne uge",
    leaderAway: "Leder fraværende",
    weekStates: {
      answered: "Svaret",
      skipped: "Sprunget over",
      missed: "Ikke svaret",
      open: "Venter på svar",
      notAsked: "Ikke spurgt",
    },
    legend: "Sådan læser du farverne",
    legendStale: "Falmet: Skønnet er gammelt, fordi et nyt ikke er kommet til tiden",
    legendNotUsed: "Tom: Løsningen bruges ikke i teamet",
    legendNoAnswer: "Stiplet: Spurgt, men intet svar endnu",
    legendArea: "Ud for et område: I så mange teams er løsningen en fast del af hverdagen",
    legendBars: "De små søjler er uge for uge. Hul: intet skøn den uge. Prik: ikke spurgt.",
    emptyTitle: "Der er ikke noget at vise endnu",
    empty: "Når teamlederne svarer på ugens check-in, kommer deres skøn her.",
    emptyArea: "Ingen teams i området bruger løsningerne endnu. Vælg et andet område.",
  },
  change: {
    spans: { fourWeeks: "fire uger", quarter: "et kvartal", year: "et år" },
    points: (points: string, span: string) => `${points} point på ${span}`,
    both: (count: number) => `${count} ${count === 1 ? "team" : "teams"} begge gange`,
    bothEstimates: (count: number) => (count === 1 ? "1 skøn begge gange" : `${count} skøn begge gange`),
    fromTo: (from: string, to: string, span: string) => `fra »${from}« til »${to}« på ${span}`,
    same: (level: string, span: string) => `»${level}« også for ${span} siden`,
    nothing: "Der er ikke noget at sammenligne med endnu.",
    broken: (week: number) => `I uge ${week} fik spørgsmålet nye ord. Derfor er der ingen ændring hen over den uge.`,
  },
  find: {
    label: "Find team, område eller løsning",
    none: "Der er ingen, der hedder det.",
    team: "Teams",
    area: "Områder",
    solution: "Løsninger",
  },
};

export type OverviewText = typeof tabOverviewDa;
