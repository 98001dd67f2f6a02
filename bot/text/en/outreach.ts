import type { outreachDa } from "../da/outreach.ts";
import { longDate } from "../wording.ts";

const day = longDate("en-GB", { weekday: true });
const period = (from: string | null, to: string) => {
  if (from === null) return `Until and including ${day(to)}`;
  return from === to ? day(from) : `From ${day(from)} until and including ${day(to)}`;
};

export const outreachEn: typeof outreachDa = {
  snooze: {
    button: "Remind me tomorrow",
    promised: (weekday: string) => `That is fine. I will remind you on ${weekday}. You can also answer now.`,
  },
  weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
  dayInWords: day,
  rhythm: {
    offer: "You have answered the same four times in a row. Shall I ask every second week only?",
    accept: "Ask every second week",
    isEverySecond: "I ask you every second week.",
    isEveryWeek: "I ask you every week.",
    undo: "Ask every week again",
  },
  absence: {
    button: "I am away",
    title: "I am away",
    proposed: "Are you away?",
    noEnd: "I do not know for how long, so I have put two weeks. Change the last day if it is another.",
    known: "I have already noted:",
    from: "First day",
    fromRequired: "Choose the first day you are away",
    until: "Last day",
    untilRequired: "Choose the last day you are away",
    lastDay: (date: string) => `The last day you are away is ${day(date)}.`,
    save: "Save",
    change: "Change the days",
    backAgain: "I am back",
    period,
    setTitle: (from: string | null, to: string) => {
      if (from === null) return `You are away until and including ${day(to)}`;
      return from === to
        ? `You are away on ${day(to)}`
        : `You are away from ${day(from)} until and including ${day(to)}`;
    },
    endedTitle: "Welcome back",
    ended: "I will ask you again at the next check-in.",
    standIn: (team: string, name: string) =>
      `${team}: ${name} gets everything in the meantime. When you are back, I will sum up for you in one message.`,
    noStandIn: (team: string) =>
      `${team}: There is no stand-in, so I will not ask in the meantime. The weeks count as not asked.`,
    kept: "I keep only the days, not why and not your message. Four weeks after the last day I delete them.",
    noTeams: "You do not answer for a team, so there is nothing to pause.",
  },
  standIn: {
    forLeader: (leader: string, until: string | null) =>
      until === null
        ? `You get this because you stand in for ${leader}.`
        : `You get this because you stand in for ${leader}, who is away until and including ${day(until)}.`,
    forTeam: (until: string | null) =>
      until === null
        ? "You get this because you are the team's stand-in."
        : `You get this because you are the team's stand-in until and including ${day(until)}.`,
  },
  meanwhile: {
    title: (firstName: string) => `Welcome back, ${firstName}`,
    intro: "This is what happened while you were away:",
    answered: (team: string, weeks: string, name: string) => `${team}: ${name} answered for week ${weeks}.`,
    barrier: (solution: string, status: string) => `${solution}: ${status}`,
    waits: "This is waiting for your answer:",
    show: (solution: string) => `Show: ${solution}`,
  },
  said: {
    unknown: "I did not understand that. Was it one of these?",
    nothingWaits: "Nothing is waiting for your answer right now. Was it one of these?",
    worksTitle: "Does it work now?",
    thanksTitle: "You are welcome",
    thanks: "Just write when there is something.",
    greeting: (firstName: string) => `Hi ${firstName}. This is what I can help with:`,
    status: "Show status",
    skipTitle: "Shall we skip the week?",
    skip: "Then you get no reminder this week.",
    remindTitle: "Shall I remind you?",
    remind: (date: string) => `I can remind you about this week's check-in on ${date}.`,
    remindYes: "Remind me",
    laterTitle: "That is fine",
    later: (date: string) => `I can remind you about this week's check-in on ${date}, or we can skip the week.`,
    laterTooLate: "The week is nearly over. We can skip it, or you can answer until Sunday.",
    asLast: "Is everything the same as last time? Then press Same as last time.",
    rhythmTitle: "How often shall I ask?",
    rhythmTeams: "Which teams?",
    allTeams: "All teams",
    everySecondWeek: "I can ask every second week only.",
    everyWeek: "I can ask every week again.",
    notTheirRhythm: "It is the team's leader who chooses how often the team is asked. Was it one of these?",
  },
};
