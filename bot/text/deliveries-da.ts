import type { MessagePurpose, MessageReason } from "../domain/outreach.ts";

/** Why a message has not arrived, and what somebody can do about it. */
export interface ReasonText {
  what: string;
  todo: string;
}

const purpose: Record<MessagePurpose, string> = {
  checkIn: "Check-in",
  reminder: "Påmindelse",
  cardUpdate: "Opdatering af kort",
  barrierCard: "Opdatering af kort om en barriere",
  barrierNew: "Ny barriere til navigatør",
  barrierUpdate: "Nyt om en barriere",
  barrierLifted: "Barriere løftet til chef",
  digest: "Ugens overblik til navigatører",
};

const itselfAgain = "Du skal ikke gøre noget. Vi prøver igen af os selv.";
const reason: Record<MessageReason, ReasonText> = {
  notInstalled: {
    what: "Har ikke Ombord i Teams endnu",
    todo: "Installer appen for personen i Teams Administration, eller bed personen om selv at tilføje den. Beskeden kommer af sig selv bagefter.",
  },
  blocked: {
    what: "Har blokeret Ombord i Teams",
    todo: "Bed personen om at fjerne blokeringen i chatten, og send så igen.",
  },
  uninstalled: {
    what: "Har fjernet Ombord i Teams",
    todo: "Installer appen for personen igen. Beskeden kommer af sig selv bagefter.",
  },
  unknownPerson: {
    what: "Har Ombord i Teams, men id'et står ikke i people.csv",
    todo: "Find personen i Entra. Står personen i people.csv med et andet entra_id, så ret det, og importer igen. Personen kan være oprettet på ny i Entra. Ellers skal du ikke gøre noget.",
  },
  gone: {
    what: "Chatten findes ikke mere",
    todo: "Installer appen for personen igen, så der kommer en ny chat.",
  },
  cardGone: { what: "Kortet er slettet i chatten", todo: "Du behøver ikke gøre noget." },
  throttled: { what: "Teams bad os om at vente", todo: itselfAgain },
  unavailable: { what: "Teams svarede ikke rigtigt", todo: itselfAgain },
  network: { what: "Der var ikke forbindelse til Teams", todo: `${itselfAgain} Bliver det ved, så tjek netværket.` },
  timeout: { what: "Teams svarede for langsomt", todo: itselfAgain },
  rejected: {
    what: "Teams afviste beskeden",
    todo: "Send igen. Sker det for mange, så tjek, at botten er godkendt i Teams Administration.",
  },
  internal: { what: "Der var en fejl hos os", todo: "Send igen. Sker det igen, så kontakt den, der driver Ombord." },
  uncertain: {
    what: "Måske kom den frem",
    todo: "Forbindelsen røg, mens den blev sendt. Vi sender ikke påmindelser to gange. Send igen, hvis du er sikker på, at den mangler.",
  },
  tooLate: {
    what: "Nåede ikke frem i tide",
    todo: "Du skal ikke gøre noget. Den næste kommer, som den plejer.",
  },
  notWanted: { what: "Var ikke længere nødvendig", todo: "Der er ikke noget at gøre." },
  passedOn: { what: "Givet videre til navigatørerne", todo: "Der er ikke noget at gøre." },
  notAsked: { what: "En anden svarer for teamet nu", todo: "Der er ikke noget at gøre." },
};

const tooLong = "Vi prøvede, til det var for sent. Du skal ikke gøre noget. Den næste besked kommer, som den plejer.";
/** What to do once we have given up on what passes by itself as a rule. */
const gaveUp: Partial<Record<MessageReason, string>> = {
  throttled: tooLong,
  unavailable: tooLong,
  network: "Vi prøvede, til det var for sent. Tjek netværket, så den næste besked kommer frem.",
  timeout: tooLong,
};

export const deliveriesDa = {
  purpose,
  reason,
  gaveUp,
  state: { waiting: "Venter", retrying: "Prøver igen", failed: "Kom ikke frem" },
  gap: {
    noLeader: { what: "Ingen leder", todo: "Tilføj en leder i roles.csv, og importer igen." },
    nothingToAsk: { what: "Intet at spørge om", todo: "Teamet har ingen løsninger i brug. Tilføj dem i rollouts.csv." },
  },
  silent: { quietWeek: "Stille uge: Vi sender ikke noget.", noWorkingDay: "Ingen arbejdsdage: Vi sender ikke noget." },
};
