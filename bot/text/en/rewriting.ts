import type { RewritingText } from "../da/rewriting.ts";

export const rewritingEn: RewritingText = {
  open: "Correct or delete the text",
  openLabel: (of) => `Correct or delete the text: ${of}`,
  title: "Correct or delete what you wrote",
  intro: "The text is corrected or deleted everywhere in Ombord, and on the cards that show it.",
  label: "The text",
  save: "Save",
  remove: "Delete the text",
  removeSure: "Yes, delete it",
  cancel: "Cancel",
  saved: "The text is corrected.",
  removed: "The text is deleted.",
  gone: "The text is deleted",
  noTrialWords: "A trial without text",
  notChanged: "It was not changed. What you wrote is still here.",
  changedMeanwhile: "Somebody else has deleted the text meanwhile.",
  roles: { writer: "Whoever wrote it", navigator: "A navigator" },
  deleted: (of) => `Deleted the text: ${of}`,
  corrected: (of) => `Corrected the text: ${of}`,
  noteChanged: {
    textDeleted: (who, date) => `${who} deleted the note ${date}`,
    textCorrected: (who, date) => `${who} corrected the note ${date}`,
  },
  trialChanged: {
    textDeleted: (who, of, date) => `${who} deleted the text of "${of}" ${date}`,
    textCorrected: (who, of, date) => `${who} corrected the text of "${of}" ${date}`,
  },
  trialTexts: { what: "What is tried", hope: "The hope", learned: "What we learned", sideGains: "Side gains" },
  note: "The note",
  scrubbed: {
    title: "This card is closed",
    body: "A text on it has been corrected or deleted.",
  },
};
