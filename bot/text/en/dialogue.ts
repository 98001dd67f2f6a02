import type { DialogueText } from "../da/dialogue.ts";

const always = "It is always worth talking about.";

export const dialogueEn: DialogueText = {
  title: "For the next team meeting",
  themes: {
    security: {
      question: () => "How do we look after data and passwords on a busy day?",
      why: () => "We bring this up twice a year.",
    },
    trust: {
      question: (solution) => `Can the evening trust what the day wrote in ${solution}? What would it take?`,
      why: () => "You answered that you cannot always trust what is written.",
    },
    oldWay: {
      question: () => "What do we still do twice, and what must we let go of?",
      why: (solution) => `You answered that the old way lives on beside ${solution}.`,
    },
    newSolution: {
      question: (solution) => `What do we expect of ${solution}, what worries us, and who tries first?`,
      why: (solution) => `You have begun with ${solution}, or soon will.`,
    },
    unsure: {
      question: (solution) => `How do we help each other with ${solution} without pointing at anybody?`,
      why: () => "You answered that nobody else can help the others.",
    },
    ai: {
      question: (solution) => `What may ${solution} help us with, who checks, and what do we not tell it?`,
      why: (solution) => `You use ${solution}.`,
    },
    meaning: {
      question: (solution) => `What has become better with ${solution}, and for whom?`,
      why: () => "It is easier to use something when one can see what it is good for.",
    },
    upwards: {
      question: () => "What should our manager or the council know about our digital everyday?",
      why: () => always,
    },
    knowledge: {
      question: () => "Who knows a team or a municipality that has solved what we struggle with?",
      why: () => always,
    },
  },
  anySolution: "the digital tools",
  notToMe: "Talk about it in the team. The answer is yours, and I do not ask for it.",
  talked: "We talked about it",
  thanks: "Good. What you said is not written down.",
  none: "The questions are for team leaders. You answer for no team right now.",
  help: ["dialogue", "get a question for the next team meeting"],
};
