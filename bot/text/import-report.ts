import type { MoveProposal } from "../domain/sources.ts";
import type { Language } from "../domain/vocabulary.ts";

function listed(rows: readonly number[], and: string): string {
  return rows.length < 2 ? rows.join() : `${rows.slice(0, -1).join(", ")} ${and} ${rows.at(-1)}`;
}

const da = {
  columns: { created: "nye", changed: "ændret", retired: "udgået", unchanged: "uændret" },
  files: {
    areas: "Områder",
    teams: "Teams",
    people: "Personer",
    solutions: "Løsninger",
    rollouts: "Udrulninger",
    roles: "Roller",
    settings: "Indstillinger",
  },
  settings: {
    name: "Kommunens navn",
    checkInWeekday: "Check-ins ugedag",
    checkInHour: "Check-ins klokkeslæt",
    reminder: "Påmindelse",
    closingDays: "Lukkedage",
    quietWeeks: "Stille uger",
    freeTextRetentionMonths: "Hvor længe fritekst gemmes",
    citizenCaseRetentionMonths: "Hvor længe borgernoter gemmes",
    checkInRetentionMonths: "Hvor længe ugens svar gemmes",
    untouchedDays: "Arbejdsdage, før der gøres opmærksom på det, ingen har set på",
    suppressionLimit: "Grænsen for små tal",
    citizenPeriodWhole: "Periode for kommunens tal om borgere",
    citizenPeriodAreas: "Periode for områdernes tal om borgere",
    teamDialogue: "Et spørgsmål til teammødet en gang om måneden",
    leaverNameMonths: "Hvor længe navne gemmes, når nogen er stoppet",
  },
  everywhere: "hele kommunen",
  hourOfWeek: (weekday: number, hour: number) =>
    `${["mandag", "tirsdag", "onsdag", "torsdag", "fredag"][weekday - 1]} kl. ${hour}`,
  fates: {
    created: "nye",
    changed: "ændret",
    moved: "flyttet",
    retired: "udgået",
    decided: "besluttet anderledes; beslutningen gælder",
  },
  loss: (file: string, retired: number, of: number) => `${file}: ${retired} af ${of}`,
  proposal: ({ team, replaces }: MoveProposal) =>
    `${team.name} ligner ${replaces.map(({ name }) => name).join(" og ")}. Er det samme team, så skriv ${replaces.map(({ id }) => id).join(",")} i kolonnen replaces_team_id ud for ${team.id}, så følger alt med.`,
  unconfirmed: (losses: string[]) =>
    `Med importen udgår usædvanlig meget (${losses.join(", ")}). Er det en hel eksport, så kør igen med --confirm. Intet er gemt.`,
  stored: "Importen er gemt.",
  nothingNew: "Alt var, som det stod i forvejen. Intet er ændret.",
  dryRun: "Prøvekørsel: Intet er gemt.",
  refused: (count: number) =>
    count === 1 ? "1 fejl. Intet er gemt." : `${count} fejl. Intet er gemt, før de er rettet.`,
  more: (count: number) => `… og ${count} mere`,
  alsoRows: (rows: readonly number[], more: number) =>
    more === 0
      ? `Det samme gælder række ${listed(rows, "og")}.`
      : `Det samme gælder række ${rows.join(", ")} og ${more} til.`,
};

const en: typeof da = {
  columns: { created: "new", changed: "changed", retired: "retired", unchanged: "unchanged" },
  files: {
    areas: "Areas",
    teams: "Teams",
    people: "People",
    solutions: "Solutions",
    rollouts: "Rollouts",
    roles: "Roles",
    settings: "Settings",
  },
  settings: {
    name: "The municipality's name",
    checkInWeekday: "Weekday of the check-in",
    checkInHour: "Hour of the check-in",
    reminder: "Reminder",
    closingDays: "Closing days",
    quietWeeks: "Quiet weeks",
    freeTextRetentionMonths: "How long free text is kept",
    citizenCaseRetentionMonths: "How long citizen cases are kept",
    checkInRetentionMonths: "How long weekly answers are kept",
    untouchedDays: "Working days before the navigators are told of what nobody has touched",
    suppressionLimit: "The limit for small figures",
    citizenPeriodWhole: "Period of the municipality's figures about citizens",
    citizenPeriodAreas: "Period of the areas' figures about citizens",
    teamDialogue: "A question for the team meeting once a month",
    leaverNameMonths: "How long names are kept when somebody has left",
  },
  everywhere: "the whole municipality",
  hourOfWeek: (weekday: number, hour: number) =>
    `${["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"][weekday - 1]} at ${hour}`,
  fates: {
    created: "new",
    changed: "changed",
    moved: "moved",
    retired: "retired",
    decided: "decided otherwise; the decision holds",
  },
  loss: (file: string, retired: number, of: number) => `${file}: ${retired} of ${of}`,
  proposal: ({ team, replaces }: MoveProposal) =>
    `${team.name} looks like ${replaces.map(({ name }) => name).join(" and ")}. If it is the same team, write ${replaces.map(({ id }) => id).join(",")} in the column replaces_team_id of ${team.id}, and everything follows.`,
  unconfirmed: (losses: string[]) =>
    `The import retires unusually much (${losses.join(", ")}). If this is a whole export, run it again with --confirm. Nothing is stored.`,
  stored: "The import is stored.",
  nothingNew: "Everything was like this already. Nothing is changed.",
  dryRun: "Dry run: nothing is stored.",
  refused: (count: number) =>
    count === 1 ? "1 problem. Nothing is stored." : `${count} problems. Nothing is stored until they are solved.`,
  more: (count: number) => `… and ${count} more`,
  alsoRows: (rows: readonly number[], more: number) =>
    more === 0 ? `So it is in row ${listed(rows, "and")}.` : `So it is in row ${rows.join(", ")} and ${more} more.`,
};

/** What an administrator reads after an import. */
export const importReport: Record<Language, typeof da> = { da, en };
