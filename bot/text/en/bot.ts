import type { Text } from "../da/bot.ts";
import { longDate } from "../wording.ts";
import { askedEn } from "./asked.ts";
import { backEn } from "./back.ts";
import { barrierEn } from "./barrier.ts";
import { citizenStepsEn } from "./citizen-steps.ts";
import { citizenFollowUpEn, citizenFormEn } from "./citizens.ts";
import { dialogueEn } from "./dialogue.ts";
import { guardEn } from "./guard.ts";
import { liftEn } from "./lift.ts";
import { oldWayEn } from "./old-way.ts";
import { outreachEn } from "./outreach.ts";
import { quarterEn } from "./quarter.ts";
import { rewritingEn } from "./rewriting.ts";
import { roundsEn } from "./rounds.ts";
import { screeningEn } from "./screening.ts";
import { stepErrorsEn, stepOnCardEn } from "./small-steps.ts";
import { vocabularyEn } from "./vocabulary.ts";

function listed(names: readonly string[]): string {
  if (names.length <= 2) return names.join(" and ");
  return `${names.slice(0, 2).join(", ")} and ${names.length - 2} more`;
}

export const en: Text = {
  ...vocabularyEn,
  ...outreachEn,
  loop: barrierEn,
  rewriting: rewritingEn,
  lift: liftEn,
  oldWay: oldWayEn,
  asked: askedEn,
  rounds: roundsEn,
  back: backEn,
  screening: screeningEn,
  dialogue: dialogueEn,
  date: longDate("en-GB"),
  guard: guardEn,
  step: stepOnCardEn,
  common: {
    purpose: "We ask about the solution, never about the single employee.",
    noPersonalData:
      "**Do not write a CPR number, name, address or anything else that could reveal who the citizen is. This is not the case record.**",
    send: "Send",
    back: "Back",
    undo: "Undo",
    choose: "Choose",
    missing: (question) => `An answer is missing here: ${question}`,
    stop: "Just a moment",
  },
  checkIn: {
    title: (week) => `Week ${week}: How is it going?`,
    intro:
      "Your best estimate for the whole team. If it suits nobody right now, choose “Not relevant”. It takes under a minute.",
    question: (solution) => `How much do you use ${solution} for those it suits?`,
    mayBeLeft: (question) => `${question} (may be left out)`,
    troubled: "Something is in the way",
    target: (level) => `target: ${level}`,
    required: "Choose an answer – “Don't know” is fine too",
    asLast: "Same as last time",
    skip: "Not this week",
    correct: "Change answer",
    both: "Both teams on one card",
    correctTeam: (team: string) => `Change answer: ${team}`,
    citizen: "A citizen cannot take part",
    nothingToAsk: "There is nothing to ask about this week.",
    receiptTitle: (week) => `Thank you for your answer in week ${week}`,
    receiptTroubled: "Thank you! We will look at what is in the way.",
    receiptPlain: "Thank you! Your answer is saved.",
    answeredBy: (name) => `Answered by ${name}`,
    skippedTitle: (week) => `Week ${week} is skipped`,
    skippedBody: "That is fine. I will ask again next week.",
    skippedBy: (name) => `Skipped by ${name}`,
    answerAnyway: "Answer anyway",
    missedTitle: (week) => `Week ${week} is closed`,
    missedBody: "There was no answer, and that is fine. I will ask again next time.",
    closedNote: "The week is closed, so the answer can no longer be changed.",
    describe: "Tell us what is in the way",
    changedMeanwhile: "Somebody else has answered meanwhile. This is the answer.",
    summary: (team, week) => `This week's check-in for ${team}, week ${week}`,
    reminder: (firstName, week) =>
      `Hi ${firstName}. Do you have a moment for week ${week}? If you are busy, just skip it.`,
  },
  barrier: {
    title: (solution) => `What is in the way with ${solution}?`,
    whereTitle: "Something is in the way",
    chooseTeam: "Which team?",
    moreTeams:
      "There is no room for every team here. If one is missing, report it in the tab, on the page of what is in the way.",
    chooseSolution: "Which solution?",
    category: "What is it about?",
    detail: "What fits best?",
    consequence: "What does it mean in everyday work?",
    consequencePlaceholder: "Short, and without names",
    contact: "Should we call or come by?",
    chooseRequired: "Choose what fits best",
    next: "Next",
    notNow: "Not now",
    goesTo: (helpers) =>
      helpers.length === 0
        ? "Thank you! The navigators are told, and you will hear what happens."
        : `Thank you! It goes to ${listed(helpers)}, and you will hear what happens.`,
    already: (solution, what) => `${solution}: This is reported already: ${what}. Anything new?`,
    nothingNew: "No, it is the same",
    somethingNew: "Yes, something new",
    newAbout: (solution) => `Something new: ${solution}`,
    begun: "A navigator has begun on what you reported, so it stands.",
    summary: (solution) => `Something is in the way with ${solution}`,
  },
  citizen: {
    title: "A citizen cannot take part",
    chooseTeam: "Which team?",
    solution: "Which solution is it about?",
    noSolution: "Several or another",
    reasons: "What is difficult for the citizen?",
    reasonsRequired: "Choose at least one reason",
    instead: "What do you do instead?",
    outcome: "How is it going now?",
    followUp: "Follow up on",
    note: "A little more (optional)",
    save: "Save",
    saved: "Thank you! It is noted.",
    another: "Note another",
    summary: "A citizen cannot take part",
  },
  followUp: citizenFollowUpEn,
  citizenForm: citizenFormEn,
  citizenSteps: citizenStepsEn,
  welcome: {
    title: (firstName) => `Hi ${firstName}. I am Ombord.`,
    leader: "Once a week I ask how your digital solutions are used. It takes under a minute.",
    other: "I help get everybody on board with the digital solutions that the municipality has chosen.",
    whoSeesTitle: "Who sees what?",
    whoSees: [
      "The navigators in your area see your answers, your notes about citizens and what is in the way, so that they can help.",
      "Managers see how much the solutions are used in each team. They do not see your notes about citizens.",
      "Nobody can see what a single employee does. We do not even ask.",
    ],
    data: "The municipality uses the answers to remove what is in the way. Purpose, legal basis, data, recipients, deletion and your rights stand in the tab under “Your data”.",
    dataLink: "Your data",
    begin: "Show this week's check-in",
    help: "What can you do?",
  },
  help: {
    title: "You can write this to me",
    commands: [
      ["check-in", "answer for your team this week"],
      ["not this week", "we will skip the week"],
      ["remind me tomorrow", "I will remind you on the next working day"],
      ["something is in the way", "tell what holds the team back"],
      ["citizen", "note that a citizen cannot take part digitally"],
      ["I am away until 12 August", "your last day away; if the team has a stand-in, I will ask there meanwhile"],
      ["I am back", "I will ask you again"],
      ["status", "see this week's answers and what is in force now"],
      dialogueEn.help,
      ["help", "see this list"],
    ],
  },
  status: {
    titleIn: (week) => `Status in week ${week}`,
    checkIn: {
      open: "This week's check-in is waiting for an answer",
      answered: "This week's check-in is answered",
      skipped: "This week's check-in is skipped",
      missed: "The week closed without an answer",
      notAsked: "No check-in this week",
    },
    nothingTroubles: "Nothing has been reported right now.",
    openBarriers: (count) => (count === 1 ? "1 thing is in the way:" : `${count} things are in the way:`),
    more: (count) => `… and ${count} more, which you can see in the tab.`,
    away: (periods) => `You are away: ${periods}`,
    standIn: (name) => `${name} stands in meanwhile.`,
    nobody: "There is no stand-in, so I will not ask meanwhile.",
    reminder: (date) => `I will remind you on ${date}.`,
    waiting: (count) => (count === 1 ? "1 thing waits for your answer:" : `${count} things wait for your answer:`),
    noCheckIn: "No check-in",
    noTeams: "You do not answer for a team at the moment.",
  },
  unknownPerson: {
    title: "I do not know you yet",
    body: (municipality) =>
      `Ombord does not know your account in ${municipality || "the municipality"} yet. Ask your IT department or your digital navigator to add you, then write to me again.`,
  },
  notForYou: {
    checkIn: "You do not answer for a team, so there is no check-in for you. Write **help** to see what you can do.",
    report:
      "You are not linked to a team, so I do not know where this belongs. Ask your IT department or your digital navigator.",
  },
  errors: {
    ...barrierEn.errors,
    ...liftEn.errors,
    ...quarterEn.errors,
    ...stepErrorsEn,
    snoozeTooLate: "The week ends before I could remind you. Answer now, or skip it.",
    absenceDate: "Choose a first day before the last. The last may be at most four weeks back and two years ahead.",
    unknownPerson: "Ombord does not know your account yet. Ask your IT department or your digital navigator.",
    nothingAnswered: "Answer for at least one solution, and you can send.",
    nothingLastTime: "There is no answer from last time. Choose an answer, and you can send.",
    notFound: "I cannot find that. It may have changed meanwhile, or it is not yours.",
    forbidden: "You do not have access to that.",
    invalid: "I could not read your answer. Try again, or write “help” to start over.",
    personalData:
      "That looks like a CPR number. Remove it, and you can send. If it is another number, write it in words.",
    personalDataInChat:
      "That looks like a CPR number. I have not saved it. Please delete your message and write it again without the number.",
    conflict: "Somebody else has just changed this. Try again.",
    barrierClosed: "It is closed. If it is in the way again, write “something is in the way”.",
    noReason: "Choose at least one reason, and you can save.",
    impossibleDate: "That date does not exist. Choose another.",
    closed: "The week is closed, so the answer cannot be changed.",
    importTooLarge:
      "The files are too large. They may take up 8 MB together. Larger ones can be imported from the command line.",
    importUnconfirmed: "This import takes unusually much away. Type the number that the page shows, and import again.",
    importChanged: "Something has changed since you looked. Look again at what changes before you import.",
    tooLarge: "That is too long. Please write it a little shorter.",
    unauthenticated: "You need to sign in again.",
    tooMany: "That was a bit fast. Wait a moment and try again.",
    unavailable: "We cannot save right now. Try again in a moment.",
  },
  unexpected: (reference) =>
    `Something went wrong on our side. Try again. If it happens again, give your IT department the number ${reference}.`,
};
