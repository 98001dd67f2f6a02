import { z } from "zod";
import { addWeeks, localClosingDays, parseDate, weekOf } from "../domain/calendar.ts";
import { scheduleOf } from "../domain/deliveries.ts";
import type { Settings } from "../domain/organisation.ts";
import { isBlocked } from "../domain/personal-data.ts";
import { changeSettings } from "../use-cases/change-settings.ts";
import { demandAdmin } from "../use-cases/view-deliveries.ts";
import { actorOf, type Call } from "./call.ts";
import type { SettingsAnswer } from "./contract.ts";

const weekday = z.number().int().min(1).max(5);
const hour = z.number().int().min(0).max(23);
const months = z.number().int().min(1).max(60);
const closingDay = z.string().refine((day) => Object.hasOwn(localClosingDays, day) || parseDate(day) !== null);

/** The same limits as those of settings.csv. */
const settingsBody = z.object({
  name: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .refine((name) => !isBlocked(name)),
  checkInWeekday: weekday,
  checkInHour: hour,
  reminder: z.object({ weekday, hour }).nullable(),
  closingDays: z.array(closingDay).max(200),
  quietWeeks: z.array(z.number().int().min(1).max(53)).max(53),
  freeTextRetentionMonths: months,
  citizenCaseRetentionMonths: months,
  checkInRetentionMonths: months,
  suppressionLimit: z.number().int().min(3).max(100),
});

/** Weeks whose dates are shown, so that a change can be seen before it matters. */
const weeksAhead = 8;

/** `GET /api/admin/settings` */
export async function getSettings(call: Call): Promise<SettingsAnswer> {
  demandAdmin(call.directory, actorOf(call), call.now.toISOString());
  return answer(call, call.directory.settings);
}

/** `PUT /api/admin/settings`: all of them, as `GET` gives them. */
export async function putSettings(call: Call): Promise<SettingsAnswer> {
  const now = call.now.toISOString();
  demandAdmin(call.directory, actorOf(call), now);
  const chosen = settingsBody.parse(call.body);
  return answer(call, await changeSettings(call.deps.store, actorOf(call), chosen, now));
}

function answer(call: Call, stored: Settings): SettingsAnswer {
  const { directoryVersion: _, ...settings } = stored;
  const week = weekOf(call.now.toISOString());
  const weeks = Array.from({ length: weeksAhead }, (_, index) => addWeeks(week, index));
  return {
    settings,
    closingDayIds: Object.keys(localClosingDays),
    schedule: weeks.map((each) => scheduleOf(each, stored)),
  };
}
