/** Rhythm, absence and reminders, as a leader reads about them. */
export const outreachDa = {
  snooze: {
    button: "Mind mig om det i morgen",
    promised: (weekday: string) => `Det er i orden. Jeg minder dig om det ${weekday}. Du kan også svare nu.`,
  },
  weekdays: ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"],
  rhythm: {
    offer: "I har svaret det samme fire gange i træk. Skal jeg nøjes med at spørge hver anden uge?",
    accept: "Spørg hver anden uge",
    isEverySecond: "Jeg spørger jer hver anden uge.",
    undo: "Spørg hver uge igen",
  },
  absence: {
    button: "Jeg er væk",
    title: "Jeg er væk",
    intro: "Så længe spørger jeg ikke dig.",
    until: "Til og med",
    untilRequired: "Vælg den sidste dag, du er væk",
    save: "Gem",
    backAgain: "Jeg er tilbage",
    setTitle: (date: string) => `Du er væk til og med ${date}`,
    setSummary: (date: string) => `Du er væk til og med ${date}.`,
    endedTitle: "Velkommen tilbage",
    ended: "Jeg spørger dig igen, næste gang der er check-in.",
    standIn: (team: string, name: string) => `${team}: Jeg spørger ${name} imens.`,
    noStandIn: (team: string) =>
      `${team}: Der er ingen stedfortræder, så check-in kommer stadig til dig. Bed din it-afdeling om at tilføje en.`,
    noTeams: "Du svarer ikke for noget team, så der er ikke noget at holde pause fra.",
  },
};
