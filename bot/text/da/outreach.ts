import { longDate } from "../wording.ts";

/** "fredag den 4. december 2026" */
const day = longDate("da-DK", { weekday: true });
const period = (from: string | null, to: string) => {
  if (from === null) return `Til og med ${day(to)}`;
  return from === to ? day(from) : `Fra ${day(from)} til og med ${day(to)}`;
};

/** Rhythm, absence and reminders, as a leader reads about them. */
export const outreachDa = {
  snooze: {
    button: "Mind mig om det i morgen",
    promised: (weekday: string) => `Det er i orden. Jeg minder dig om det ${weekday}. Du kan også svare nu.`,
  },
  weekdays: ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"],
  dayInWords: day,
  rhythm: {
    offer: "I har svaret det samme fire gange i træk. Skal jeg nøjes med at spørge hver anden uge?",
    accept: "Spørg hver anden uge",
    isEverySecond: "Jeg spørger jer hver anden uge.",
    isEveryWeek: "Jeg spørger jer hver uge.",
    undo: "Spørg hver uge igen",
  },
  absence: {
    button: "Jeg er væk",
    title: "Jeg er væk",
    proposed: "Er du væk?",
    noEnd: "Jeg ved ikke, hvor længe, så jeg har sat to uger. Ret den sidste dag, hvis den er en anden.",
    known: "Jeg har allerede noteret:",
    from: "Første dag",
    fromRequired: "Vælg den første dag, du er væk",
    until: "Sidste dag",
    untilRequired: "Vælg den sidste dag, du er væk",
    lastDay: (date: string) => `Den sidste dag, du er væk, er ${day(date)}.`,
    save: "Gem",
    change: "Ret dagene",
    backAgain: "Jeg er tilbage",
    period,
    setTitle: (from: string | null, to: string) => {
      if (from === null) return `Du er væk til og med ${day(to)}`;
      return from === to ? `Du er væk ${day(to)}` : `Du er væk fra ${day(from)} til og med ${day(to)}`;
    },
    endedTitle: "Velkommen tilbage",
    ended: "Jeg spørger dig igen, næste gang der er check-in.",
    standIn: (team: string, name: string) =>
      `${team}: ${name} får det hele imens. Når du er tilbage, samler jeg op for dig i én besked.`,
    noStandIn: (team: string) =>
      `${team}: Der er ingen stedfortræder, så jeg spørger ikke imens. Ugerne tæller som ikke spurgt.`,
    kept: "Jeg gemmer kun dagene, ikke hvorfor og ikke din besked. Fire uger efter den sidste dag sletter jeg dem.",
    noTeams: "Du svarer ikke for noget team, så der er ikke noget at holde pause fra.",
  },
  standIn: {
    forLeader: (leader: string, until: string | null) =>
      until === null
        ? `Du får det her, fordi du er stedfortræder for ${leader}.`
        : `Du får det her, fordi du er stedfortræder for ${leader}, der er væk til og med ${day(until)}.`,
    forTeam: (until: string | null) =>
      until === null
        ? "Du får det her, fordi du er teamets stedfortræder."
        : `Du får det her, fordi du er teamets stedfortræder til og med ${day(until)}.`,
  },
  meanwhile: {
    title: (firstName: string) => `Velkommen tilbage, ${firstName}`,
    intro: "Her er det, der skete, mens du var væk:",
    answered: (team: string, weeks: string, name: string) => `${team}: ${name} svarede for uge ${weeks}.`,
    barrier: (solution: string, status: string) => `${solution}: ${status}`,
    waits: "Det her venter på dit svar:",
    show: (solution: string) => `Vis: ${solution}`,
  },
  said: {
    unknown: "Det forstod jeg ikke. Var det noget af det her?",
    nothingWaits: "Der er ikke noget, der venter på dit svar lige nu. Var det noget af det her?",
    worksTitle: "Virker det nu?",
    thanksTitle: "Selv tak",
    thanks: "Skriv bare, når der er noget.",
    greeting: (firstName: string) => `Hej ${firstName}. Her er det, jeg kan hjælpe med:`,
    status: "Vis status",
    skipTitle: "Skal vi springe ugen over?",
    skip: "Så får du ingen påmindelse i denne uge.",
    remindTitle: "Skal jeg minde dig om det?",
    remind: (date: string) => `Jeg kan minde dig om ugens check-in ${date}.`,
    remindYes: "Mind mig om det",
    laterTitle: "Helt i orden",
    later: (date: string) => `Jeg kan minde dig om ugens check-in ${date}, eller vi kan springe ugen over.`,
    laterTooLate: "Ugen er næsten slut. Vi kan springe den over, eller du kan svare til og med søndag.",
    asLast: "Er alt som sidst? Så tryk på Som sidst.",
    rhythmTitle: "Hvor tit skal jeg spørge?",
    rhythmTeams: "Hvilke teams?",
    allTeams: "Alle teams",
    everySecondWeek: "Jeg kan nøjes med at spørge hver anden uge.",
    everyWeek: "Jeg kan spørge hver uge igen.",
    notTheirRhythm: "Det er teamlederen, der vælger, hvor tit teamet bliver spurgt. Var det noget af det her?",
  },
};
