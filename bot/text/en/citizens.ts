import type { CitizenFollowUpText, CitizenFormText, PublishedFiguresText } from "../da/citizens.ts";

export const citizenFollowUpEn: CitizenFollowUpText = {
  title: "How did it go?",
  intro: "You wanted to look at this again. One press is enough.",
  about: (team, solution, date) => `${team} · ${solution} · noted ${date}`,
  inGeneral: "several solutions",
  again: { week: "Ask in a week", month: "Ask in a month", quarter: "Ask in a quarter" },
  answered: (outcome) => `Thank you! Noted: ${outcome}.`,
  later: (date) => `I will ask again on ${date}.`,
  none: "There is nothing more to follow up. Thank you!",
  more: (count) => (count === 1 ? "1 more comes afterwards." : `${count} more come afterwards.`),
};

export const publishedFiguresEn: PublishedFiguresText = {
  title: "Citizens in figures",
  intro:
    "Figures are published when a period has ended and never changed afterwards. Everybody who sees them sees the same.",
  nextOn: (date) => `The municipality's next figures come after ${date}.`,
  none: "No figures are published yet. The first come when a period has ended.",
  tooFew: "Too few are noted to show figures. That protects the citizens.",
  protected: (limit) =>
    `Figures under ${limit} are hidden, and so are those that could give them away. The figures cannot be traced back to anybody, not even by somebody who knows some of the notes.`,
  unknown:
    "What we do not know: how many citizens are not digital. The figures only show what teams have noted, and noting is voluntary.",
  wholeTitle: "The whole municipality",
  reasonsTitle: "What is difficult",
  insteadTitle: "What we do instead",
  outcomesTitle: "How it went",
  outcomesWhy: "As it stood when the period was counted.",
  solutionsTitle: (period) => `What is difficult, by solution in ${period}`,
  areasTitle: (period) => `What is difficult, by area in ${period}`,
  areasInsteadTitle: (period) => `What we do instead, by area in ${period}`,
  areaColumn: "Area",
  solutionColumn: "Solution",
  groupColumn: "What",
  quarter: (number, year) => `Q${number} ${year}`,
  halfYear: (number, year) => `half-year ${number} of ${year}`,
  severalWhy: "One note may have several reasons, so the figures cannot be added.",
  unansweredOne: "Closed as it stood: nobody answered how it went.",
  helpLink: "See the navigator's help",
  unanswered: (count) =>
    count === 1
      ? "1 note was closed as it stood because nobody answered."
      : `${count} notes were closed as they stood because nobody answered.`,
};

export const citizenFormEn: CitizenFormText = {
  details: "A little closer (optional)",
  detailsOf: (group) => `${group}, a little closer (optional)`,
  again: "When do we look at it again?",
  againChoices: {
    none: "Not agreed",
    week: "In a week",
    month: "In a month",
    quarter: "In a quarter",
    date: "On a date",
  },
  date: "Date",
  relatives: "Relatives take part (do not write who)",
  helpWanted: "I would like help from a navigator",
  helpOnItsWay: "A navigator has been told.",
  exemption:
    "Exempt from Digital Post? Then the citizen must tell each authority themselves. (borger.dk, read on 29 November 2026)",
};
