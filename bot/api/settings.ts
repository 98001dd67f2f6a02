import { addWeeks, localClosingDays, weekOf } from "../domain/calendar.ts";
import { scheduleOf } from "../domain/deliveries.ts";
import type { Settings } from "../domain/organisation.ts";
import { quietGaps } from "../domain/quiet-gaps.ts";
import { changeSettings } from "../use-cases/operations/change-settings.ts";
import { demandAdmin } from "../use-cases/operations/view-deliveries.ts";
import type { Call } from "./call.ts";
import { newSettings, type SettingsAnswer } from "./contract/operations.ts";

/** Weeks whose dates are shown, so that a change can be seen before it matters. */
const weeksAhead = 8;

/** `GET /api/admin/settings` */
export async function getSettings(call: Call): Promise<SettingsAnswer> {
  demandAdmin(call.errand);
  return answer(call, call.directory.settings);
}

/** `PUT /api/admin/settings`: all of them, as `GET` gives them. */
export async function putSettings(call: Call): Promise<SettingsAnswer> {
  demandAdmin(call.errand);
  const chosen = newSettings.parse(call.body);
  return answer(call, await changeSettings(call.errand, chosen));
}

function answer(call: Call, stored: Settings): SettingsAnswer {
  const { directoryVersion: _, ...settings } = stored;
  const week = weekOf(call.now.toISOString());
  const weeks = Array.from({ length: weeksAhead }, (_, index) => addWeeks(week, index));
  return {
    settings: { ...settings, accessibilityContact: settings.accessibilityContact ?? null },
    closingDayIds: Object.keys(localClosingDays),
    schedule: weeks.map((each) => scheduleOf(each, stored)),
    quietGaps: quietGaps(week, stored),
  };
}
