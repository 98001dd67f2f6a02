import { z } from "zod";
import { localClosingDays, parseDate } from "../../domain/calendar.ts";
import { messagePurposes, messageReasons } from "../../domain/outreach.ts";
import { isBlocked } from "../../domain/personal-data.ts";
import { count, instant, named, week } from "./values.ts";

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

/** `PUT /api/admin/settings`: all of them, as `GET` gives them, within the same limits as those of settings.csv. */
export const newSettings = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .refine((name) => !isBlocked(name)),
  checkInWeekday: weekday,
  checkInHour: hour,
  reminder: z.strictObject({ weekday, hour }).nullable(),
  closingDays: z.array(closingDay).max(200),
  quietWeeks: z.array(z.number().int().min(1).max(53)).max(53),
  freeTextRetentionMonths: months,
  citizenCaseRetentionMonths: months,
  checkInRetentionMonths: months,
  suppressionLimit: z.number().int().min(3).max(100),
});

/** `GET|PUT /api/admin/settings` */
export const settingsAnswer = z.strictObject({
  settings: newSettings,
  closingDayIds: z.array(z.string()),
  /** This week and the next ones under these settings. */
  schedule: z.array(weekSchedule),
});
export type SettingsAnswer = z.infer<typeof settingsAnswer>;
