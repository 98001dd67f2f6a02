import { storeTroubleText } from "../store-trouble.ts";
import { tokenTroubleText } from "../token-trouble.ts";
import { deliveriesDa } from "./deliveries.ts";
import { importPageDa } from "./import-page.ts";
import { sourcesDa } from "./sources.ts";

/** The sentences of the page *Drift*, which only administrators fetch. */
export const operationsDa = {
  ...deliveriesDa,
  import: importPageDa,
  sources: sourcesDa,
  store: storeTroubleText.da,
  noToken: tokenTroubleText.da,
  sends: (at: string) => `Check-in ${at}`,
  reminds: (at: string) => `Påmindelse ${at}`,
  noReminder: "Ingen påmindelse",
  facts: {
    asked: "Spurgte teams",
    askedBasis: (planned: number, resting: number) =>
      [
        planned === 0 ? "Alle, der skal spørges, er spurgt" : `${planned} mere bliver spurgt i denne uge`,
        ...(resting === 0 ? [] : [`${resting} bliver spurgt hver anden uge`]),
      ].join(". "),
    delivered: "Kort kommet frem",
    deliveredBasis: (missing: number) =>
      missing === 0 ? "Alle, der er spurgt, har fået kortet" : `${missing} har ikke fået kortet endnu`,
    answered: "Svar",
    answeredBasis: (open: number, skipped: number) =>
      [
        open === 0 ? "Ingen mangler at svare" : `${open} mangler at svare`,
        ...(skipped === 0 ? [] : [`${skipped} har sprunget over`]),
      ].join(". "),
    underWay: "På vej",
    underWayBasis: (oldest: string | null) =>
      oldest === null ? "Intet venter på at blive sendt" : `Den ældste siden ${oldest}`,
  },
  state: {
    stuck: "Ombord kan ikke arbejde lige nu. Se, hvad du skal gøre, herunder.",
    line: (people: number, teams: number, isPassing: boolean) => {
      const what = [
        ...(people === 0 ? [] : [people === 1 ? "1 person kan ikke nås" : `${people} personer kan ikke nås`]),
        ...(teams === 0 ? [] : [teams === 1 ? "1 team kan ikke spørges" : `${teams} teams kan ikke spørges`]),
      ].join(", og ");
      if (what !== "") return `${what}. Se, hvad du skal gøre, herunder.`;
      return isPassing
        ? "Noget er forsinket, men det ordner sig selv. Du skal ikke gøre noget."
        : "Alt kører. Du skal ikke gøre noget.";
    },
    copy: "Kopiér listen",
    copied: "Listen er kopieret.",
    notCopied: "Listen kunne ikke kopieres. Markér den, og kopiér den selv.",
  },
  problemsTitle: "Her skal du gøre noget",
  problemsIntro: "Det her kommer ikke frem af sig selv. Der står, hvad du kan gøre.",
  laterTitle: "Det ordner sig selv",
  laterIntro: "Vi prøver igen. Du skal ikke gøre noget.",
  allWell: "Alt er kommet frem, og alle kan nås.",
  people: (count: number) => (count === 1 ? "1 person" : `${count} personer`),
  messages: (count: number) => (count === 1 ? "1 besked" : `${count} beskeder`),
  teams: (count: number) => (count === 1 ? "1 team" : `${count} teams`),
  nobody: "Navigatørernes kanal",
  showAll: (count: number) => `Vis alle ${count}`,
  resend: "Send igen",
  resendNamed: (what: string) => `Send igen: ${what}`,
  resent: (count: number) =>
    count === 0
      ? "Der var ikke noget at sende igen."
      : count === 1
        ? "1 besked er på vej igen."
        : `${count} beskeder er på vej igen.`,
  gapsTitle: "Teams, der ikke kan spørges",
  settingsTitle: "Hvornår spørger vi?",
  settingsIntro: "Det gælder fra næste gang. Er ugens check-in sendt, bliver den ikke sendt igen.",
  weekday: "Ugedag",
  hour: "Tidspunkt",
  reminder: "Send en påmindelse til dem, der ikke har svaret",
  reminderWeekday: "Påmindelsens ugedag",
  reminderHour: "Påmindelsens tidspunkt",
  closingDays: "Lukkedage ud over helligdagene",
  closingDay: {
    may1: "1. maj",
    constitutionDay: "Grundlovsdag",
    christmasEve: "Juleaftensdag",
    newYearsEve: "Nytårsaftensdag",
    ascensionFriday: "Fredagen efter Kristi himmelfart",
  } as Record<string, string>,
  dialogue: "Giv lederne et spørgsmål til teammødet en gang om måneden",
  untouched: "Sig til om det, ingen navigatør har rørt, efter",
  workingDays: (days: number) => (days === 1 ? "1 arbejdsdag" : `${days} arbejdsdage`),
  quietWeeks: "Stille uger",
  quietWeeksHint: "Ugenumre med komma imellem, for eksempel 7, 29, 30, 31, 42",
  quietWeeksError: "Skriv ugenumre fra 1 til 53 med komma imellem.",
  quietGap: (weeks: string, isOne: boolean, from: string, to: string) =>
    `${isOne ? "Uge" : "Ugerne"} ${weeks} (${from} – ${to}) ligger mellem stille uger, men lederne bliver spurgt.`,
  quietGapFill: (weeks: string, isOne: boolean) => (isOne ? `Gør uge ${weeks} stille` : `Gør ugerne ${weeks} stille`),
  quietGapFilled: (weeks: string) => `${weeks} er føjet til de stille uger. Tryk Gem.`,
  save: "Gem",
  saved: "Det er gemt.",
  scheduleTitle: "De næste uger",
  scheduleWeek: "Uge",
  scheduleSend: "Check-in",
  scheduleRemind: "Påmindelse",
  contact: {
    title: "Kontakt om tilgængelighed",
    intro:
      "Står i tilgængelighedserklæringen, som alle kan læse nederst på siden. Skriv en afdeling eller en fælles postkasse, ikke en bestemt medarbejder.",
    name: "Afdeling",
    nameError: "Skriv, hvilken afdeling man skal henvende sig til.",
    email: "E-mail",
    emailError: "Skriv en e-mailadresse, for eksempel tilgaengelighed@kommune.dk.",
    phone: "Telefon (kan udelades)",
    phoneError: "Skriv et telefonnummer på mindst otte cifre, eller lad feltet være tomt.",
    save: "Gem kontakten",
    saved: "Kontakten er gemt.",
    removed: "Kontakten er fjernet. Erklæringen siger nu, at den mangler.",
    see: "Se erklæringen",
  },
  weekdays: ["Mandag", "Tirsdag", "Onsdag", "Torsdag", "Fredag"],
};
