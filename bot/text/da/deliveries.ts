import type { MessagePurpose, MessageReason } from "../../domain/outreach.ts";

/** Why a message has not arrived, and what somebody can do about it. */
export interface ReasonText {
  what: string;
  todo: string;
}

const purpose: Record<MessagePurpose, string> = {
  checkIn: "Check-in",
  reminder: "Påmindelse",
  cardUpdate: "Opdatering af kort",
  barrierCard: "Opdatering af kort om noget, der driller",
  barrierNew: "Nyt til navigatør",
  barrierUpdate: "Svar til teamet om noget, der driller",
  barrierLifted: "Løftet til chef",
  decisionDue: "Spørgsmål om en beslutning",
  decisionMade: "Besked om en beslutning",
  screeningAsked: "Spørgsmål til juristen",
  screeningAnswered: "Svar fra juristen",
  screeningLate: "Juristens svar er forsinket",
  meanwhile: "Opsamling efter fravær",
  redraw: "Rettet eller slettet tekst, der skal af kortene",
  citizenFollowUp: "Opfølgning på borgernoter",
  digest: "Ugens overblik til navigatører",
  monthly: "Månedens ord til chefer",
  quarterEnded: "Kvartalet til chefer",
  dialogue: "Spørgsmål til teammødet",
};

const itselfAgain = "Du skal ikke gøre noget. Vi prøver igen af os selv.";
const reason: Record<MessageReason, ReasonText> = {
  notInstalled: {
    what: "Har ikke Ombord i Teams endnu",
    todo: "Installer appen for personen i Teams Administration, eller bed personen om selv at tilføje den. Har personen appen, så tjek, at entra_id i people.csv er det rigtige. Beskeden kommer af sig selv bagefter.",
  },
  blocked: {
    what: "Har blokeret Ombord i Teams",
    todo: "Bed personen om at fjerne blokeringen i chatten, og send så igen. Ellers prøver vi med næste check-in.",
  },
  disabledByAdmin: {
    what: "Ombord er slået fra for personen i Teams",
    todo: "Tillad appen for personen i Teams Administration, og send så igen. Ellers prøver vi med næste check-in.",
  },
  notPermitted: {
    what: "Ombord har ikke lov til at skrive til personen",
    todo: "Tjek i Teams Administration, at Ombord er godkendt og har de tilladelser, appen beder om. Send så igen.",
  },
  uninstalled: {
    what: "Har fjernet Ombord i Teams",
    todo: "Installer appen for personen igen. Beskeden kommer af sig selv bagefter.",
  },
  gone: {
    what: "Chatten findes ikke mere",
    todo: "Vi har prøvet at lave en ny. Installer appen for personen igen, og send så igen.",
  },
  cardGone: { what: "Kortet er slettet i chatten", todo: "Du behøver ikke gøre noget." },
  signInRefused: {
    what: "Microsoft afviser Ombords eget login",
    todo: "Modtageren skal ikke gøre noget. Tjek bottens hemmelighed eller identitet og dens registrering. Vi prøver igen af os selv.",
  },
  throttled: { what: "Teams bad os om at vente", todo: itselfAgain },
  unavailable: { what: "Teams havde selv en fejl", todo: itselfAgain },
  network: { what: "Der var ikke forbindelse til Teams", todo: `${itselfAgain} Bliver det ved, så tjek netværket.` },
  timeout: { what: "Teams svarede for langsomt", todo: itselfAgain },
  rejected: {
    what: "Teams afviste beskeden",
    todo: "Du skal ikke gøre noget. Vi prøver en gang til på næste arbejdsdag.",
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

const tooLong =
  "Vi prøvede, indtil det var for sent. Du skal ikke gøre noget. Den næste besked kommer, som den plejer.";
/** What to do once we have given up on what passes by itself as a rule. */
const gaveUp: Partial<Record<MessageReason, string>> = {
  signInRefused: "Vi prøvede, indtil det var for sent. Tjek bottens hemmelighed eller identitet og dens registrering.",
  throttled: tooLong,
  unavailable: tooLong,
  rejected: "Vi har prøvet på to dage. Send igen. Sker det for mange, så kontakt den, der driver Ombord.",
  network: "Vi prøvede, indtil det var for sent. Tjek netværket, så den næste besked kommer frem.",
  timeout: tooLong,
};

export const deliveriesDa = {
  purpose,
  reason,
  gaveUp,
  state: { waiting: "Venter", retrying: "Prøver igen", failed: "Kom ikke frem" },
  gap: {
    noLeader: { what: "Ingen leder", todo: "Tilføj en leder i roles.csv, og importér igen." },
    nothingToAsk: { what: "Intet at spørge om", todo: "Teamet har ingen løsninger i brug. Tilføj dem i rollouts.csv." },
  },
  silent: { quietWeek: "Stille uge: Vi sender ikke noget.", noWorkingDay: "Ingen arbejdsdage: Vi sender ikke noget." },
};
