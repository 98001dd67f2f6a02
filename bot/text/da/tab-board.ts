/** The sentences of the board's tools: the list, many at once, views, keys, and what to do next. */
export const tabBoardDa = {
  asBoard: "Tavle",
  asList: "Liste",
  view: "Vis som",
  list: {
    label: "Alt, der driller, som liste",
    what: "Hvad driller",
    team: "Team",
    area: "Område",
    status: "Status",
    holder: "Hos",
    age: "Alder",
    teams: "Antal teams",
    contact: "Ønske",
    waits: "Kommer igen",
    nobody: "Ingen",
    since: (date: string) => `siden ${date}`,
    sorted: (column: string) => `Sortér efter ${column.toLocaleLowerCase("da")}`,
    notDrawn: "Browserens egen søgning finder kun det, der er på skærmen. Brug søgefeltet.",
  },
  take: "Jeg tager den",
  takeLabel: (title: string) => `Jeg tager den: ${title}`,
  next: {
    title: "Dine næste tre",
    overdue: (date: string) => `skulle ses på ${date}`,
    age: (days: number) => (days === 1 ? "1 dag gammel" : `${days} dage gammel`),
  },
  common: {
    offer: (teams: number, what: string) => `${teams} teams har meldt det samme: ${what}`,
    make: "Gør det til en fælles opgave",
    family: (teams: number) => `Fælles for ${teams} teams: Vis dem, der er de samme`,
    same: (teams: number) => `Vis dem, der er de samme hos ${teams} teams`,
  },
  many: {
    label: "Valgte opgaver",
    chosen: (count: number) => (count === 1 ? "1 valgt" : `${count} valgt`),
    select: (title: string) => `Vælg ${title}`,
    selectAll: "Vælg alle på listen",
    clear: "Fravælg",
    take: "Jeg tager dem",
    assign: "Giv til …",
    seenBefore: "Fælles opgave",
    ask: "Spørg ind",
    park: "Parkér",
    most: (count: number) => `Højst ${count} ad gangen.`,
    says: {
      take: (count: number) =>
        count === 1
          ? "1 opgave bliver din, og teamet får besked."
          : `${count} opgaver bliver dine, og teamene får besked.`,
      assign: (count: number) => (count === 1 ? "1 opgave skifter hænder." : `${count} opgaver skifter hænder.`),
      seenBefore: (count: number, teams: number) =>
        `${count} opgaver fra ${teams} teams bliver til én. Teamene får besked om, at flere har det samme, og igen, når det er løst.`,
      ask: (count: number) =>
        count === 1
          ? "Dit spørgsmål går til 1 team."
          : `Det samme spørgsmål går til dem, der har meldt de ${count} opgaver.`,
      park: (count: number) =>
        count === 1
          ? "1 opgave hviler indtil datoen, og teamet får besked."
          : `${count} opgaver hviler indtil datoen, og teamene får besked.`,
    },
    confirm: "Gør det",
    done: (count: number) => (count === 1 ? "1 opgave er ændret." : `${count} opgaver er ændret.`),
    left: (count: number) =>
      count === 1
        ? "1 blev ikke ændret, for den var taget eller kunne ikke."
        : `${count} blev ikke ændret, for de var taget eller kunne ikke.`,
    undone: (count: number) => (count === 1 ? "1 opgave er, som den var." : `${count} opgaver er, som de var.`),
    undoneLeft: (count: number) => (count === 1 ? "1 var ændret imens." : `${count} var ændret imens.`),
  },
  times: {
    open: "Tider",
    title: "Hvor lang tid det tager",
    intro:
      "Det, teams har meldt det seneste år, efter løsning og emne. Tiderne er den midterste, regnet fra det blev meldt.",
    none: "Der er ikke meldt noget det seneste år.",
    undescribed: "ikke beskrevet endnu",
    columns: [
      "Løsning og emne",
      "Meldt",
      "Til første svar",
      "Til løst",
      "Til bekræftet",
      "Drillede stadig",
      "Antal teams",
      "Mødt igen hos",
    ],
  },
  visits: {
    open: "Besøg",
    title: "Besøg",
    intro: "De steder, der har bedt om, at I kommer forbi. Skriv den ud, og tag den med.",
    none: "Ingen har bedt om et besøg lige nu.",
    noneBody: "Når et team vælger »Kom forbi«, står det her.",
    print: "Skriv ud",
    chat: "Skriv i Teams",
    call: "Ring i Teams",
    been: "Vi var der",
    works: "Det virker nu",
    follow: "Vi følger op",
    followed: "Vi har været forbi og følger op.",
    noted: "Noteret.",
  },
  views: {
    label: "Dine visninger",
    none: "Vælg en visning",
    save: "Gem visningen",
    name: "Hvad skal visningen hedde?",
    keep: "Gem",
    remove: "Slet visningen",
    saved: "Gemt.",
  },
  keys: {
    open: "Genveje",
    title: "Genveje på tavlen og listen",
    close: "Luk",
    intro: "De virker, når du står på et kort eller en linje.",
    move: "Piletaster",
    moveWhat: "Gå fra kort til kort",
    shift: "Skift og pil",
    shiftWhat: "Flyt kortet",
    enter: "Enter",
    enterWhat: "Åbn",
    select: "Vælg eller fravælg",
    help: "Vis genveje",
    menu: "Flyt til …",
    search: "Søg",
  },
};

export type TabBoardText = typeof tabBoardDa;
