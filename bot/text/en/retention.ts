import type { RetentionText } from "../da/retention.ts";

const months = (count: number) => (count === 1 ? "1 month" : `${count} months`);

export const retentionEn: RetentionText = {
  title: "Retention",
  columns: ["What", "Period", "Discard or archive (proposal)", "Authority to discard (written by the municipality)"],
  proposals: {
    discard: "Discard",
    caseFirst: "For the case file, then discard",
    archive: "To be agreed with the archive",
  },
  rows: (to) => [
    ["Person", `While the person is in the organisation; the name ${months(to.leaverNames)} after`, "discard"],
    ["Role", "While it stands in the files", "discard"],
    ["The week's check-in", months(to.checkIns), "discard"],
    ["The team's curve", "Three years", "discard"],
    ["Something in the way", `The text ${months(to.freeText)} after it was closed or last touched`, "discard"],
    ["Decision", "Five years after it was last changed", "caseFirst"],
    [
      "Citizen note",
      `${months(to.citizenCases)} after it was closed; the text as long after it was last touched`,
      "discard",
    ],
    ["Field study", "Two years", "discard"],
    ["Criteria for digital and not digital", "Stay", "caseFirst"],
    ["Solution card", "Until somebody deletes it", "archive"],
    ["Questions to the adviser", "Five years after they were last changed", "caseFirst"],
    ["Published figures about citizens", "Stay", "archive"],
    ["The quarter", "Stays", "archive"],
    ["A manager's words about the quarter", "Two years after the quarter", "discard"],
    ["Counted per quarter", "Stays", "archive"],
    ["Small steps", "6 months after the week", "discard"],
    ["Trial", "The text two years after its end. What is shared stays", "discard"],
    ["Learning from other municipalities", "Until a navigator deletes it", "discard"],
    ["Hidden warning", "Until the date that it was put aside to", "discard"],
    ["Saved views", "Until the navigator removes them", "discard"],
    ["Undo", "40 seconds", "discard"],
    ["My digital ambition", "Until the leader deletes it or leaves the organisation", "discard"],
    ["What I want to practise", "Until the manager deletes it or leaves the organisation", "discard"],
    ["Conversation", "Until the person is deleted", "discard"],
    ["Message", "13 months after its last moment", "discard"],
    ["Audit trail", months(to.checkIns), "discard"],
    ["Figures and logs of the service", "30 days", "discard"],
  ],
};
