import type { GuardText } from "../da/guard.ts";

export const guardEn: GuardText = {
  kinds: {
    cpr: "a CPR number",
    name: "a name",
    titledName: "a name",
    email: "an e-mail address",
    phone: "a telephone number",
    address: "an address",
    postalTown: "an address",
    caseNumber: "a case number",
    birthDate: "a date of birth",
  },
  beside: {
    room: "a name together with a home or a room",
    birthYear: "a name together with an age or a year of birth",
    diagnosis: "a name together with a diagnosis",
  },
  looksLike: (what, words) => `That looks like ${what}: “${words}”`,
  inField: (field) => `in “${field}”`,
  removeNumber: "Remove it, and you can send. If it is another number, write it in words.",
  removeName: "That tells who it is. Write “a citizen” in place of the name, and you can send.",
  askCitizen: "Correct it, or choose “It is not a citizen”.",
  correct: "Correct",
  notACitizen: "It is not a citizen",
  identifiedInChat:
    "That looks like a name together with something that tells who it is. I have not stored it. Please delete your message, and write it again without the name.",
  fields: {
    note: "A little more",
    consequence: "What does it mean in everyday work?",
    what: "What will you try?",
    hope: "What do you hope for?",
    learned: "What did we learn?",
    sideGains: "Did it bring anything else?",
    reason: "Why?",
    "answers.coherence": "Coherence",
    "answers.agenda": "Agenda",
    "answers.goals": "Goals in two years",
    "answers.approaches": "Approaches",
    "answers.expectations": "Expectations",
    "answers.ethics": "Ethics",
  },
};
