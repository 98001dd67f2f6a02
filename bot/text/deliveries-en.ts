import type { deliveriesDa } from "./deliveries-da.ts";

const itselfAgain = "There is nothing to do. We try again by ourselves.";
const tooLong = "We tried until it was too late. There is nothing to do. The next message comes as usual.";

export const deliveriesEn: typeof deliveriesDa = {
  purpose: {
    checkIn: "Check-in",
    reminder: "Reminder",
    cardUpdate: "Update of a card",
    barrierCard: "Update of a card about a barrier",
    barrierNew: "New barrier to navigator",
    barrierUpdate: "News about a barrier",
    barrierLifted: "Barrier lifted to a manager",
    digest: "Weekly digest to navigators",
  },
  reason: {
    notInstalled: {
      what: "Does not have Ombord in Teams yet",
      todo: "Install the app for the person in the Teams admin centre, or ask them to add it. The message then comes by itself.",
    },
    blocked: {
      what: "Has blocked Ombord in Teams",
      todo: "Ask the person to unblock it in the chat, and then send it again.",
    },
    uninstalled: {
      what: "Has removed Ombord in Teams",
      todo: "Install the app for the person again. The message then comes by itself.",
    },
    unknownPerson: {
      what: "Has Ombord in Teams, but the id is not in people.csv",
      todo: "Find the person in Entra. If people.csv has them under another entra_id, correct it and import again. The person may have been created anew in Entra. Otherwise there is nothing to do.",
    },
    gone: {
      what: "The chat no longer exists",
      todo: "Install the app for the person again, which makes a new chat.",
    },
    cardGone: { what: "The card was deleted in the chat", todo: "You need not do anything." },
    throttled: { what: "Teams asked us to wait", todo: itselfAgain },
    unavailable: { what: "Teams did not answer properly", todo: itselfAgain },
    network: { what: "There was no connection to Teams", todo: `${itselfAgain} If it goes on, check the network.` },
    timeout: { what: "Teams answered too slowly", todo: itselfAgain },
    rejected: {
      what: "Teams refused the message",
      todo: "Send it again. If it happens to many, check that the bot is allowed in the Teams admin centre.",
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
    throttled: tooLong,
    unavailable: tooLong,
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
