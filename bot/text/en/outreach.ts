import type { outreachDa } from "../da/outreach.ts";

export const outreachEn: typeof outreachDa = {
  snooze: {
    button: "Remind me tomorrow",
    promised: (weekday: string) => `That is fine. I will remind you on ${weekday}. You can also answer now.`,
  },
  weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
  rhythm: {
    offer: "You have answered the same four times in a row. Shall I ask every second week only?",
    accept: "Ask every second week",
    isEverySecond: "I ask you every second week.",
    undo: "Ask every week again",
  },
  absence: {
    button: "I am away",
    title: "I am away",
    intro: "I will not ask you in the meantime.",
    until: "Until and including",
    untilRequired: "Choose the last day you are away",
    save: "Save",
    backAgain: "I am back",
    setTitle: (date: string) => `You are away until and including ${date}`,
    setSummary: (date: string) => `You are away until and including ${date}.`,
    endedTitle: "Welcome back",
    ended: "I will ask you again at the next check-in.",
    standIn: (team: string, name: string) => `${team}: I will ask ${name} in the meantime.`,
    noStandIn: (team: string) =>
      `${team}: There is no stand-in, so the check-in still comes to you. Ask your IT department to add one.`,
    noTeams: "You do not answer for a team, so there is nothing to pause.",
  },
};
