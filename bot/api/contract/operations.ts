import { z } from "zod";
import { localClosingDays, parseDate } from "../../domain/calendar.ts";
import { messagePurposes, messageReasons } from "../../domain/outreach.ts";
import { holdsCpr } from "../../domain/personal-data/inspect-patterns.ts";
import { storeTroubles } from "../../domain/store-trouble.ts";
import { tokenTroubles } from "../../domain/token-trouble.ts";
import { periodKinds } from "../../domain/vocabulary.ts";
import { count, date, instant, named, week } from "./values.ts";

const reason = z.enum(messageReasons);

/** What a week sends, or why it sends nothing. */
const weekSchedule = z.strictObject({
  week,
  sendAt: instant.nullable(),
  remindAt: instant.nullable(),
  closesAt: instant,
  silent: z.enum(["quietWeek", "noWorkingDay"]).nullable(),
});

/** `GET /api/admin/deliveries`: how this week's messages are doing, for administrators. */
export const deliveriesAnswer = z.strictObject({
  /** What keeps the store from working; null when nothing does. */
  store: z.enum(storeTroubles).nullable(),
  /** Why Entra gives the bot no token, and Entra's own number for it; null when it does, and in local mode. */
  noToken: z
    .strictObject({
      trouble: z.enum(tokenTroubles),
      number: z
        .string()
        .regex(/^AADSTS\d{1,10}$/)
        .nullable(),
    })
    .nullable(),
  schedule: weekSchedule,
  /** Teams by what their check-in has come to. */
  teams: z.strictObject({
    planned: count,
    resting: count,
    asked: count,
    delivered: count,
    answered: count,
    skipped: count,
    open: count,
    missed: count,
  }),
  underWay: count,
  oldestUnderWay: instant.nullable(),
  problems: z.array(
    z.strictObject({
      key: z.string(),
      purpose: z.enum(messagePurposes),
      state: z.enum(["waiting", "retrying", "failed"]),
      reason,
      team: named,
      person: named.nullable(),
      attempts: count,
      since: instant,
      canResend: z.boolean(),
    }),
  ),
  unreachable: z.array(z.strictObject({ person: named, reason, teams: z.array(named) })),
  gaps: z.array(z.strictObject({ team: named, reason: z.enum(["noLeader", "nothingToAsk"]) })),
});
export type DeliveriesAnswer = z.infer<typeof deliveriesAnswer>;

/** `POST /api/admin/deliveries/resend`; null is all that failed. */
export const resend = z.strictObject({
  messages: z.array(z.string().min(1).max(300)).max(5000).nullable().default(null),
});
export const resendAnswer = z.strictObject({ resent: count });
export type ResendAnswer = z.infer<typeof resendAnswer>;

const weekday = z.number().int().min(1).max(5);
const hour = z.number().int().min(0).max(23);
const months = z.number().int().min(1).max(60);
const closingDay = z.string().refine((day) => Object.hasOwn(localClosingDays, day) || parseDate(day) !== null);

const displayName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .refine((name) => !holdsCpr(name));

/** Whom to tell about what is not accessible. A contact is one that can be written to. */
export const accessibilityContact = z.strictObject({
  name: displayName,
  email: z.email().max(200),
  /** Empty for none. */
  phone: z
    .string()
    .trim()
    .regex(/^(?:\+?[\d ()-]{8,30})?$/)
    .refine((phone) => !holdsCpr(phone)),
});
export type AccessibilityContact = z.infer<typeof accessibilityContact>;

/** `PUT /api/admin/settings`: all of them, as `GET` gives them, within the same limits as those of settings.csv. */
export const newSettings = z.strictObject({
  name: displayName,
  checkInWeekday: weekday,
  checkInHour: hour,
  reminder: z.strictObject({ weekday, hour }).nullable(),
  closingDays: z.array(closingDay).max(200),
  quietWeeks: z.array(z.number().int().min(1).max(53)).max(53),
  freeTextRetentionMonths: months,
  citizenCaseRetentionMonths: months,
  checkInRetentionMonths: months,
  suppressionLimit: z.number().int().min(3).max(100),
  /** Working days until the navigators are told of what nobody has touched. Left as it is when it is not sent. */
  untouchedDays: z.number().int().min(1).max(30).optional(),
  /** Left as they are when they are not sent. */
  citizenPeriodWhole: z.enum(periodKinds).optional(),
  citizenPeriodAreas: z.enum(periodKinds).optional(),
  leaverNameMonths: months.optional(),
  /** Whether leaders get a question for the team meeting once a month. */
  teamDialogue: z.boolean().optional(),
  /** Left as it is when it is not sent. */
  accessibilityContact: accessibilityContact.nullable().optional(),
});

/** `GET|PUT /api/admin/settings` */
export const settingsAnswer = z.strictObject({
  settings: newSettings,
  closingDayIds: z.array(z.string()),
  /** This week and the next ones under these settings. */
  schedule: z.array(weekSchedule),
  /** Weeks in the year to come that are asked between quiet ones. */
  quietGaps: z.array(z.strictObject({ weeks: z.array(z.number().int().min(1).max(53)), from: date, to: date })),
});
export type SettingsAnswer = z.infer<typeof settingsAnswer>;

const importedFile = z.enum(["areas", "teams", "people", "solutions", "rollouts", "roles", "settings"]);
/** Files of ten thousands of people stay below this; the command line takes larger ones. */
export const importFilesMb = 8;

/** `POST /api/admin/import`: a directory as CSV files or one workbook. */
export const newImport = z.strictObject({
  files: z
    .array(
      z.strictObject({
        name: z.string().trim().min(1).max(200),
        // Looked for and not matched whole: an expression over megabytes runs out of room.
        base64: z.string().refine((text) => !/[^A-Za-z0-9+/=]/.test(text)),
      }),
    )
    .min(1)
    .max(20),
  /** Tells what would change, and writes nothing. */
  dryRun: z.boolean(),
  /** `plan` of the look that the person has agreed to; something else to write by now is a conflict. */
  plan: z.string().max(100).optional(),
  /** How many of `losses` go, as the person has typed it; without it such an import is not stored. */
  confirm: z.number().int().min(1).optional(),
  /** Which new team is in the place of which old ones, as the person has agreed; beside `replaces_team_id` of teams.csv. */
  replaces: z.record(z.string().max(100), z.array(z.string().max(100)).max(50)).optional(),
});
export type NewImport = z.infer<typeof newImport>;

const rowCount = z.strictObject({ created: count, changed: count, retired: count, unchanged: count });

const moveProposal = z.strictObject({ team: named, replaces: z.array(named), because: z.enum(["people", "name"]) });

/** What an import has changed or would change. */
export const importAnswer = z.strictObject({
  stored: z.boolean(),
  /** Stands for exactly these changes. */
  plan: z.string(),
  counts: z.record(importedFile, rowCount),
  /** By name, the first of each, what changes with how it was; `retired` are roles taken away and everything else retired. */
  changes: z.array(
    z.strictObject({
      file: importedFile,
      /** `decided`: the file says something else than what has been decided, which holds. */
      what: z.enum(["created", "changed", "moved", "retired", "decided"]),
      names: z.array(z.string()),
      more: count,
    }),
  ),
  /** Whoever imports is no administrator afterwards. */
  losesAccess: z.boolean(),
  /** Teams that seem to be in the place of others that go; `replaces` of the next request says yes. */
  proposals: z.array(moveProposal),
  /** Of what more goes than anybody is likely to mean. */
  losses: z.array(z.strictObject({ file: importedFile, retired: count, of: count })),
});
export type ImportAnswer = z.infer<typeof importAnswer>;
