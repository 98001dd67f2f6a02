import type { tabAmbitionDa } from "../da/tab-ambition.ts";

export const tabAmbitionEn: typeof tabAmbitionDa = {
  intro: "Six questions for you as a leader. Only you see your answers until you share them.",
  questions: {
    coherence: ["Coherence", "How does the digital fit with what we are here for?"],
    agenda: ["Agenda", "What do I want us to talk about?"],
    goals: ["Goals in two years", "What do we do in two years that we do not do today?"],
    approaches: ["Approaches", "How do we get there? What do we begin with?"],
    expectations: ["Expectations", "What may we expect of each other?"],
    ethics: ["Ethics", "What will we take care of on the way?"],
  },
  targetsTitle: "Where do we want to go?",
  targetsIntro: "A target for each solution. It is shown beside your own estimates. 100 % is no target in itself.",
  noTarget: "No target",
  standing: (said) => `Right now: ${said}`,
  noStanding: "No estimate yet",
  draft: "This is a draft",
  share: "Share with my manager",
  shareWith: (names: string) => `Once you share, ${names} can read your answers and targets.`,
  sharedWith: (names: string) =>
    `${names} can read your answers and targets. Change them and press Save to show the new ones.`,
  shareWithNobody: "No manager has your teams at the moment, so there is nobody to share with.",
  sharedTargets: "Targets",
  save: "Save",
  saved: "Saved.",
  sharedTitle: "Shared with you",
  sharedNone: "No leaders have shared their ambition yet. They choose whether and when.",
  draftMark: "draft",
  examplesTitle: "See two examples",
  examples: {
    coherence: [
      "We use the solutions that the municipality has chosen together, and we use them fully.",
      "The evening shift can trust what the day shift writes, so that citizens say it only once.",
    ],
    agenda: [
      "Once a quarter we talk at the staff meeting about what has become easier and what is in the way.",
      "Every month a colleague shows something that works.",
    ],
    goals: [
      "Half of the citizens it suits have video visits, and like them.",
      "We have tried what AI can help us with, and know where we say no.",
    ],
    approaches: [
      "First we use what we have: we follow up and clear away what is in the way. Then we try new things on a small scale.",
      "We begin with those who want to, and let them show the others.",
    ],
    expectations: [
      "I set time aside for practice. In return you try, and say so when it does not work.",
      "We are both curious and critical. That goes for me too.",
    ],
    ethics: [
      "No citizen has a video visit that they are not comfortable with.",
      "Colleagues and citizens take part when we judge what is reasonable.",
    ],
  },
  standingThen: (then, now) => `When you wrote: ${then}. Right now: ${now}`,
  dueHow: "Change what you like, and save. Then we ask again in half a year.",
  sheet: {
    open: "Show on one page",
    back: "Back to the answers",
    draft: "This is a draft.",
    nothing: "You have not written anything yet.",
    use: "Show it at a meeting, print it, or paste the text into the team's channel.",
    print: "Print",
    copy: "Copy the text",
    copied: "The text is copied.",
    copyFailed: "The text could not be copied. Mark it on the page instead.",
  },
  reflection: {
    title: "What do I want to practise?",
    intro: "Five sides of leading the digital. It is for yourself only: nobody else sees it, and it is not printed.",
    source:
      "The five are from K. Kristensen's column on digital leadership competences at Kommunen.dk. The four steps are our own.",
    competences: {
      development: [
        "Gradual development",
        "To plan, set going and follow up an ordinary change, such as a new system.",
      ],
      rethinking: [
        "Rethinking",
        "To rethink a task: set a direction, gather knowledge and people, try, and bring what works into daily work.",
      ],
      trade: [
        "The core task",
        "To know the trade so well that I see when technology helps, and when it is not the answer.",
      ],
      insight: ["Technical insight", "To be able to talk with the specialists and see both possibilities and risks."],
      values: ["Values and ethics", "To know my own values and stand by them."],
    },
    steps: { new: "New to me", begun: "I have begun", regular: "I do it regularly", helping: "I help others with it" },
    noStep: "Not chosen",
    practise: "I want to practise this",
    practiseHint: "There is no answer sheet. Curiosity and the courage to be new go a long way.",
    save: "Save for myself",
    saved: "Saved. Only you can see it.",
    download: "Get as a file",
    fileName: "what-i-want-to-practise.txt",
    remove: "Delete all of it",
    removed: "It is deleted.",
  },
};
