import type { Language } from "../domain/vocabulary.ts";
import { deliveriesDa } from "./da/deliveries.ts";
import { deliveriesEn } from "./en/deliveries.ts";
import { tokenTroubleText } from "./token-trouble.ts";

/** The ids that Entra and Teams know the service by; null where there is none. */
interface AppIds {
  appId: string | null;
  /** Null in production too, when nobody has set the address. */
  tabAppIdUri: string | null;
  teamsAppId: string | null;
}

const da = {
  reasons: deliveriesDa,
  store: (milliseconds: number) => `Databasen svarer (${milliseconds} ms).`,
  clock: (local: string, skew: number | null) =>
    skew === null ? `Klokken er ${local} i Danmark.` : `Klokken er ${local} i Danmark (${skew} s fra Entras).`,
  clockFails: (skew: number) => `Uret går ${skew} s forkert, så Entra vil afvise os. Stil det.`,
  configuration: ({ appId, tabAppIdUri, teamsAppId }: AppIds) =>
    appId === null
      ? ["Lokal tilstand: ingen konto i brug."]
      : [
          "Opsætningen er i orden.",
          `Bottens app-id er ${appId}.`,
          tabAppIdUri === null
            ? "PUBLIC_URL er ikke sat, så fanen afviser tokens af version 1."
            : `Fanens adgang gælder ${tabAppIdUri}.`,
          teamsAppId === null
            ? "TEAMS_APP_ID er ikke sat, så kort linker ikke til fanen."
            : `Appens id i Teams er ${teamsAppId}.`,
        ],
  credentials: "Entra giver os et token.",
  noToken: tokenTroubleText.da,
  directory: (teams: number, people: number) =>
    `Organisationen har ${teams === 1 ? "1 team" : `${teams} teams`} og ${people === 1 ? "1 person" : `${people} personer`}.`,
  municipality: (name: string, tenantId: string) => (name === "" ? `Kommune ${tenantId}` : `${name} (${tenantId})`),
  more: (count: number) => `og ${count} mere`,
  directoryEmpty: "Der er ingen organisation. Kør importen.",
  sends: (week: number, at: string, remindAt: string | null) =>
    `Uge ${week} sendes ${at}${remindAt === null ? ", uden påmindelse" : `, påmindelse ${remindAt}`}.`,
  week: (planned: number, asked: number, delivered: number, answered: number) =>
    `${planned === 1 ? "1 team" : `${planned} teams`} venter på at blive spurgt, ${asked} er spurgt, ${delivered} har fået kortet, ${answered} har svaret.`,
  outboxEmpty: "Ingen beskeder venter på at blive sendt.",
  outbox: (count: number, since: string) =>
    count === 1 ? `1 besked er på vej, siden ${since}.` : `${count} beskeder er på vej, den ældste siden ${since}.`,
  outboxStuck: (count: number, since: string) =>
    count === 1
      ? `1 besked er ikke sendt, siden ${since}. Tjek, at tjenesten kører, eller kør »tick«.`
      : `${count} beskeder er ikke sendt, den ældste siden ${since}. Tjek, at tjenesten kører, eller kør »tick«.`,
  none: { failed: "Alle beskeder er kommet frem.", unreachable: "Alle kan nås.", gaps: "Alle teams kan spørges." },
  some: {
    failed: (count: number) => `${count === 1 ? "1 besked" : `${count} beskeder`} kom ikke frem:`,
    unreachable: (count: number) => `${count === 1 ? "1 person" : `${count} personer`} kan ikke nås:`,
    gaps: (count: number) => `${count === 1 ? "1 team" : `${count} teams`} kan ikke spørges:`,
  },
  tick: (opened: number, sent: number, failed: number, waiting: number) =>
    `Check-in åbnet: ${opened}. Beskeder sendt: ${sent}, ikke kommet frem: ${failed}, venter på en chat: ${waiting}.`,
};

const en: typeof da = {
  reasons: deliveriesEn,
  store: (milliseconds) => `The store answers (${milliseconds} ms).`,
  clock: (local, skew) =>
    skew === null ? `The time is ${local} in Denmark.` : `The time is ${local} in Denmark (${skew} s from Entra's).`,
  clockFails: (skew) => `The clock is ${skew} s off, so Entra will refuse us. Set it.`,
  configuration: ({ appId, tabAppIdUri, teamsAppId }) =>
    appId === null
      ? ["Local mode: no account in use."]
      : [
          "The configuration is fine.",
          `The bot's app id is ${appId}.`,
          tabAppIdUri === null
            ? "PUBLIC_URL is not set, so the tab refuses tokens of version 1."
            : `The tab's tokens are for ${tabAppIdUri}.`,
          teamsAppId === null
            ? "TEAMS_APP_ID is not set, so cards do not link to the tab."
            : `The app's id in Teams is ${teamsAppId}.`,
        ],
  credentials: "Entra gives us a token.",
  noToken: tokenTroubleText.en,
  directory: (teams, people) =>
    `The organisation has ${teams === 1 ? "1 team" : `${teams} teams`} and ${people === 1 ? "1 person" : `${people} people`}.`,
  municipality: (name, tenantId) => (name === "" ? `Municipality ${tenantId}` : `${name} (${tenantId})`),
  more: (count) => `and ${count} more`,
  directoryEmpty: "There is no organisation. Run the import.",
  sends: (week, at, remindAt) =>
    `Week ${week} is sent ${at}${remindAt === null ? ", without a reminder" : `, reminder ${remindAt}`}.`,
  week: (planned, asked, delivered, answered) =>
    `Teams: ${planned} are still to be asked, ${asked} are asked, ${delivered} have the card, ${answered} have answered.`,
  outboxEmpty: "No messages are waiting to be sent.",
  outbox: (count, since) =>
    count === 1
      ? `1 message is on its way, since ${since}.`
      : `${count} messages are on their way, the oldest since ${since}.`,
  outboxStuck: (count, since) =>
    count === 1
      ? `1 message is not sent, since ${since}. Check that the service is running, or run "tick".`
      : `${count} messages are not sent, the oldest since ${since}. Check that the service is running, or run "tick".`,
  none: {
    failed: "All messages have arrived.",
    unreachable: "Everybody can be reached.",
    gaps: "All teams can be asked.",
  },
  some: {
    failed: (count) => `${count === 1 ? "1 message" : `${count} messages`} did not arrive:`,
    unreachable: (count) => `${count === 1 ? "1 person" : `${count} people`} cannot be reached:`,
    gaps: (count) => `${count === 1 ? "1 team" : `${count} teams`} cannot be asked:`,
  },
  tick: (opened, sent, failed, waiting) =>
    `Check-ins opened: ${opened}. Messages sent: ${sent}, not arrived: ${failed}, waiting for a chat: ${waiting}.`,
};

export const doctorText: Record<Language, typeof da> = { da, en };
