import type { operationsDa } from "../da/operations.ts";
import { storeTroubleText } from "../store-trouble.ts";
import { tokenTroubleText } from "../token-trouble.ts";
import { deliveriesEn } from "./deliveries.ts";
import { importPageEn } from "./import-page.ts";
import { sourcesEn } from "./sources.ts";

export const operationsEn: typeof operationsDa = {
  ...deliveriesEn,
  import: importPageEn,
  sources: sourcesEn,
  store: storeTroubleText.en,
  noToken: tokenTroubleText.en,
  sends: (at) => `Check-in ${at}`,
  reminds: (at) => `Reminder ${at}`,
  noReminder: "No reminder",
  facts: {
    asked: "Teams that are asked",
    askedBasis: (planned, resting) =>
      [
        planned === 0 ? "Everybody who is to be asked has been asked" : `${planned} more are asked this week`,
        ...(resting === 0 ? [] : [`${resting} are asked every second week`]),
      ].join(". "),
    delivered: "Cards arrived",
    deliveredBasis: (missing) =>
      missing === 0 ? "All who were asked have the card" : `${missing} do not have the card yet`,
    answered: "Answers",
    answeredBasis: (open, skipped) =>
      [
        open === 0 ? "Nobody has yet to answer" : `${open} have yet to answer`,
        ...(skipped === 0 ? [] : [`${skipped} have skipped`]),
      ].join(". "),
    underWay: "On their way",
    underWayBasis: (oldest) => (oldest === null ? "Nothing is waiting to be sent" : `The oldest since ${oldest}`),
  },
  state: {
    stuck: "Ombord cannot work right now. See below what to do.",
    line: (people, teams, isPassing) => {
      const what = [
        ...(people === 0 ? [] : [people === 1 ? "1 person cannot be reached" : `${people} people cannot be reached`]),
        ...(teams === 0 ? [] : [teams === 1 ? "1 team cannot be asked" : `${teams} teams cannot be asked`]),
      ].join(", and ");
      if (what !== "") return `${what}. See below what to do.`;
      return isPassing
        ? "Something is late, but it mends itself. You need not do anything."
        : "All is well. You need not do anything.";
    },
    copy: "Copy the list",
    copied: "The list is copied.",
    notCopied: "The list could not be copied. Select it, and copy it yourself.",
  },
  problemsTitle: "Here you need to do something",
  problemsIntro: "This does not arrive by itself. It says what you can do.",
  laterTitle: "This takes care of itself",
  laterIntro: "We try again. There is nothing for you to do.",
  allWell: "Everything has arrived, and everybody can be reached.",
  people: (count) => (count === 1 ? "1 person" : `${count} people`),
  messages: (count) => (count === 1 ? "1 message" : `${count} messages`),
  teams: (count) => (count === 1 ? "1 team" : `${count} teams`),
  nobody: "The navigators' channel",
  showAll: (count) => `Show all ${count}`,
  resend: "Send again",
  resendNamed: (what) => `Send again: ${what}`,
  resent: (count) =>
    count === 0
      ? "There was nothing to send again."
      : count === 1
        ? "1 message is on its way again."
        : `${count} messages are on their way again.`,
  gapsTitle: "Teams that cannot be asked",
  settingsTitle: "When do we ask?",
  settingsIntro: "It holds from the next time. A check-in that has been sent this week is not sent again.",
  weekday: "Weekday",
  hour: "Time",
  reminder: "Send a reminder to those who have not answered",
  reminderWeekday: "Weekday of the reminder",
  reminderHour: "Time of the reminder",
  closingDays: "Closing days beside the public holidays",
  closingDay: {
    may1: "1 May",
    constitutionDay: "Constitution Day",
    christmasEve: "Christmas Eve",
    newYearsEve: "New Year's Eve",
    ascensionFriday: "The Friday after Ascension Day",
  },
  dialogue: "Give leaders a question for the team meeting once a month",
  untouched: "Tell of what no navigator has touched after",
  workingDays: (days) => (days === 1 ? "1 working day" : `${days} working days`),
  quietWeeks: "Quiet weeks",
  quietWeeksHint: "Week numbers with commas, such as 7, 29, 30, 31, 42",
  quietWeeksError: "Write week numbers from 1 to 53 with commas.",
  quietGap: (weeks, isOne, from, to) =>
    `${isOne ? "Week" : "Weeks"} ${weeks} (${from} – ${to}) ${isOne ? "lies" : "lie"} between quiet weeks, but the leaders are asked.`,
  quietGapFill: (weeks, isOne) => (isOne ? `Make week ${weeks} quiet` : `Make weeks ${weeks} quiet`),
  quietGapFilled: (weeks) => `${weeks} is added to the quiet weeks. Press Save.`,
  save: "Save",
  saved: "It is saved.",
  scheduleTitle: "The next weeks",
  scheduleWeek: "Week",
  scheduleSend: "Check-in",
  scheduleRemind: "Reminder",
  contact: {
    title: "Contact about accessibility",
    intro:
      "Shown in the accessibility statement, which everybody can read at the bottom of the page. Write a department or a shared mailbox, not one employee.",
    name: "Department",
    nameError: "Say which department to turn to.",
    email: "E-mail",
    emailError: "Write an e-mail address, such as accessibility@kommune.dk.",
    phone: "Phone (may be left out)",
    phoneError: "Write a phone number of at least eight digits, or leave it empty.",
    save: "Save the contact",
    saved: "The contact is saved.",
    removed: "The contact is removed. The statement now says that it is missing.",
    see: "See the statement",
  },
  weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
};
