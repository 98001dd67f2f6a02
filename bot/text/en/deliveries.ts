import type { deliveriesDa } from "../da/deliveries.ts";

const itselfAgain = "There is nothing to do. We try again by ourselves.";
const tooLong = "We tried until it was too late. There is nothing to do. The next message comes as usual.";

export const deliveriesEn: typeof deliveriesDa = {
  purpose: {
    checkIn: "Check-in",
    reminder: "Reminder",
    cardUpdate: "Update of a card",
    barrierCard: "Update of a card about something in the way",
    barrierNew: "News to a navigator",
    barrierUpdate: "Answer to the team about something in the way",
    barrierLifted: "Lifted to a manager",
    decisionDue: "Question to a manager about a decision",
    decisionMade: "News of a decision",
    screeningAsked: "Question to the adviser",
    screeningAnswered: "Answer from the adviser",
    screeningLate: "The adviser's answer is late",
    meanwhile: "Summary after an absence",
    redraw: "Corrected or deleted text to be taken off the cards",
    citizenFollowUp: "Follow-up on citizen notes",
    digest: "Weekly digest to navigators",
    monthly: "The month's word to managers",
    quarterEnded: "The quarter to managers",
    dialogue: "Question for the team meeting",
  },
  reason: {
    notInstalled: {
      what: "Does not have Ombord in Teams yet",
      todo: "Install the app for the person in the Teams admin centre, or ask them to add it. If they have it, check that entra_id in people.csv is the right one. The message then comes by itself.",
    },
    blocked: {
      what: "Has blocked Ombord in Teams",
      todo: "Ask the person to unblock it in the chat, and then send it again. Otherwise we try with the next check-in.",
    },
    disabledByAdmin: {
      what: "Ombord is switched off for the person in Teams",
      todo: "Allow the app for the person in the Teams admin centre, and then send it again. Otherwise we try with the next check-in.",
    },
    notPermitted: {
      what: "Ombord may not write to the person",
      todo: "Check in the Teams admin centre that Ombord is approved and has the permissions that the app asks for. Then send it again.",
    },
    uninstalled: {
      what: "Has removed Ombord in Teams",
      todo: "Install the app for the person again. The message then comes by itself.",
    },
    gone: {
      what: "The chat no longer exists",
      todo: "We have tried to make a new one. Install the app for the person again, and then send it again.",
    },
    cardGone: { what: "The card was deleted in the chat", todo: "You need not do anything." },
    signInRefused: {
      what: "Microsoft refuses Ombord's own sign-in",
      todo: "The recipient need not do anything. Check the bot's secret or identity and its registration. We try again by ourselves.",
    },
    throttled: { what: "Teams asked us to wait", todo: itselfAgain },
    unavailable: { what: "Teams had an error of its own", todo: itselfAgain },
    network: { what: "There was no connection to Teams", todo: `${itselfAgain} If it goes on, check the network.` },
    timeout: { what: "Teams answered too slowly", todo: itselfAgain },
    rejected: {
      what: "Teams refused the message",
      todo: "You need not do anything. We try once more on the next working day.",
    },
    internal: {
      what: "There was an error on our side",
      todo: "Send it again. If it happens again, contact whoever runs Ombord.",
    },
    uncertain: {
      what: "It may have arrived",
      todo: "The connection broke while it was sent. We never send a reminder twice. Send it again if you are sure that it is missing.",
    },
    tooLate: { what: "Did not arrive in time", todo: "There is nothing to do. The next one comes as usual." },
    notWanted: { what: "Was no longer needed", todo: "There is nothing to do." },
    passedOn: { what: "Passed on to the navigators", todo: "There is nothing to do." },
    notAsked: { what: "Somebody else answers for the team now", todo: "There is nothing to do." },
  },
  gaveUp: {
    signInRefused: "We tried until it was too late. Check the bot's secret or identity and its registration.",
    throttled: tooLong,
    unavailable: tooLong,
    rejected: "We have tried on two days. Send it again. If it happens to many, contact whoever runs Ombord.",
    network: "We tried until it was too late. Check the network, so that the next message arrives.",
    timeout: tooLong,
  },
  state: { waiting: "Waiting", retrying: "Trying again", failed: "Did not arrive" },
  gap: {
    noLeader: { what: "No leader", todo: "Add a leader in roles.csv and import again." },
    nothingToAsk: { what: "Nothing to ask about", todo: "The team has no solutions in use. Add them in rollouts.csv." },
  },
  silent: { quietWeek: "Quiet week: nothing is sent.", noWorkingDay: "No working days: nothing is sent." },
};
