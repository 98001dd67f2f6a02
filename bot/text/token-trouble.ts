import type { TokenTrouble } from "../domain/token-trouble.ts";
import type { Language } from "../domain/vocabulary.ts";

const da = {
  what: (number: string | null) =>
    number === null ? "Entra giver os intet token." : `Entra giver os intet token (${number}).`,
  todo: {
    secretWrong: "Hemmeligheden passer ikke. BOT_APP_SECRET skal være hemmelighedens værdi, ikke dens id.",
    secretExpired: "Hemmeligheden er udløbet. Lav en ny i Entra ID, og sæt BOT_APP_SECRET.",
    appUnknown: "Kommunens tenant kender ikke appregistreringen. Tjek BOT_APP_ID og BOT_TENANT_ID.",
    appDisabled: "Appen er slået fra i Entra ID. Slå den til under virksomhedsprogrammer.",
    tenantUnknown: "Entra kender ikke tenanten. Tjek BOT_TENANT_ID.",
    identityMissing:
      "Maskinen har ikke den identitet, vi beder om. Tjek BOT_MANAGED_IDENTITY_CLIENT_ID, og at identiteten er knyttet til tjenesten.",
    identityNotTrusted:
      "Appregistreringen stoler ikke på identiteten. Lav den fødererede legitimation igen (trin 3 i docs/drift.md).",
    clockWrong: "Entra siger, at vores ur går forkert. Stil det.",
    unreachable:
      "Vi kan ikke nå Entra, eller den kender ikke tenanten. Tjek netværket, firewallen, ENTRA_AUTHORITY og BOT_TENANT_ID.",
    slow: "Entra svarede ikke inden for ti sekunder. Prøv igen; bliver det ved, så tjek netværket.",
    refused: "Tjek bottens hemmelighed eller identitet. Nummeret kan slås op hos Microsoft.",
  } satisfies Record<TokenTrouble, string>,
};

const en: typeof da = {
  what: (number) => (number === null ? "Entra gives us no token." : `Entra gives us no token (${number}).`),
  todo: {
    secretWrong: "The secret is not right. BOT_APP_SECRET has to be the secret's value, not its id.",
    secretExpired: "The secret has expired. Make a new one in Entra ID, and set BOT_APP_SECRET.",
    appUnknown: "The municipality's tenant does not know the app registration. Check BOT_APP_ID and BOT_TENANT_ID.",
    appDisabled: "The app is switched off in Entra ID. Switch it on under enterprise applications.",
    tenantUnknown: "Entra does not know the tenant. Check BOT_TENANT_ID.",
    identityMissing:
      "The machine does not have the identity that we ask for. Check BOT_MANAGED_IDENTITY_CLIENT_ID, and that the identity belongs to the service.",
    identityNotTrusted:
      "The app registration does not trust the identity. Make the federated credential again (step 3 in docs/drift.md).",
    clockWrong: "Entra says that our clock is wrong. Set it.",
    unreachable:
      "We cannot reach Entra, or it does not know the tenant. Check the network, the firewall, ENTRA_AUTHORITY and BOT_TENANT_ID.",
    slow: "Entra did not answer within ten seconds. Try again; if it goes on, check the network.",
    refused: "Check the bot's secret or identity. The number can be looked up at Microsoft.",
  },
};

/** Why Entra gives the bot no token, with Entra's own number where there is one, and what the operator does about it. */
export const tokenTroubleText: Record<Language, typeof da> = { da, en };
