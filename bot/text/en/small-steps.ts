import type { SmallStepsText, stepErrorsDa, stepOnCardDa } from "../da/small-steps.ts";

/** Small steps in good time: what stands on the week's card, and the navigators' page of them. */
export const stepOnCardEn: typeof stepOnCardDa = {
  now: (solution) => `This week's small step: ${solution}`,
  news: (solution) => `News about ${solution}`,
  announced: (week, solution) => `In week ${week}: ${solution}`,
  done: "We have done it",
  isDone: "You have done it. Thank you!",
};

export const smallStepsEn: SmallStepsText = {
  open: "Small steps",
  title: "Small steps in good time",
  intro:
    "Give the teams one small thing at a time. It is announced on the card the week before and stands on the week's card. Nobody gets one more message.",
  back: "What is in the way",
  none: "Nothing has been sent yet.",
  noneBody: "A small step is something a team can manage within a week – or something that is good to know.",
  make: "Send a small step",
  kinds: { task: "Something for the team to do", news: "News about the solution" },
  week: (number, monday) => `Week ${number}, from ${monday}`,
  sentTo: (places) => `To those who use the solution in ${places}`,
  by: (name) => `Sent by ${name}`,
  doneOf: (done, all) =>
    all === 1 ? (done === 1 ? "1 team has done it" : "Not done yet") : `${done} of ${all} teams have done it`,
  reaches: (all) => (all === 1 ? "1 team gets it" : `${all} teams get it`),
  doneTitle: "Have done it",
  leftTitle: "Have not said that it is done",
  over: "The week is over",
  takeBack: "Take back",
  takeBackLabel: (what) => `Take back: ${what}`,
  sure: "The text will be deleted, also from the cards it stands on.",
  takenBack: "It has been taken back.",
  form: {
    solution: "Which solution?",
    where: "Who?",
    everywhere: "All your teams that use the solution",
    kind: "What is it?",
    text: { task: "What is the team to do?", news: "What is new?" },
    hint: "One thing, short and without names. At most 300 characters.",
    week: "In which week?",
    send: "Send to the week's card",
    sent: "The teams will see it on the week's card.",
    needText: "Write a few words.",
    tooLong: "That is too long for a small step. Write it in at most 300 characters.",
    needSolution: "Choose a solution.",
  },
  mine: { done: "We have done it", isDone: "You have done it. Thank you!", undo: "We have not done it yet" },
  onCard: stepOnCardEn,
};

export const stepErrorsEn: typeof stepErrorsDa = {
  stepWords: "Write a few words, then you can send.",
  stepWeek: "Choose a week further ahead. The teams must be able to see it coming.",
  stepThere: "Some of those teams have a small step in that week already. Choose another week.",
  stepNobody: "None of your teams uses that solution there.",
};
