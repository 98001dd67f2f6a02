import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Me, SettingsAnswer } from "../../bot/api/contract.ts";
import { localTenant } from "../../bot/config.ts";
import { importDirectory } from "../../bot/directory/import-directory.ts";
import { csvFile } from "../directory/directory-files.ts";
import { demoFolder } from "../support/bot.ts";
import { apiClient } from "../support/call-api.ts";
import { type FilledApi, startFilledApi } from "../support/start-filled-api.ts";

const now = "2026-11-16T08:00:00.000Z";
const admin = "line.oestergaard";
let api: FilledApi;
const { call, read, send } = apiClient(() => api.url);

beforeAll(async () => {
  api = await startFilledApi(now, (store) =>
    importDirectory({ store, tenantId: localTenant, source: demoFolder, now, by: "system" }),
  );
});

afterAll(() => api.stop());

test("they do not exist for anybody but an administrator", async () => {
  const { settings } = await read<SettingsAnswer>("/api/admin/settings", admin);
  for (const upn of ["mette.holm", "rasmus.dahl", "anne-grethe.skov"]) {
    expect((await call("GET", "/api/admin/settings", upn)).status).toBe(404);
    expect((await call("PUT", "/api/admin/settings", upn, settings)).status).toBe(404);
  }
});

test("a change shows when the next check-ins go out, and is stored", async () => {
  const { settings, schedule, closingDayIds } = await read<SettingsAnswer>("/api/admin/settings", admin);
  expect(schedule).toHaveLength(8);
  expect(closingDayIds).toContain("christmasEve");
  const changed = { ...settings, checkInWeekday: 2, checkInHour: 10, quietWeeks: [53], reminder: null };
  const answer = await send<SettingsAnswer>("PUT", "/api/admin/settings", admin, changed);
  expect(answer.settings).toEqual(changed);
  expect(answer.schedule[1]).toMatchObject({ week: "2026-W48", sendAt: "2026-11-24T09:00:00.000Z", remindAt: null });
  expect(answer.schedule.find(({ week }) => week === "2026-W53")).toMatchObject({ sendAt: null, silent: "quietWeek" });
  expect((await read<SettingsAnswer>("/api/admin/settings", admin)).settings).toEqual(changed);
});

test.each([
  { checkInWeekday: 6 },
  { checkInHour: 24 },
  { closingDays: ["2026-02-30"] },
  { closingDays: ["__proto__"] },
  { quietWeeks: [54] },
  { suppressionLimit: 1 },
  { name: "" },
  { name: "111111-1118" },
  { reminder: { weekday: 4 } },
  { accessibilityContact: { name: "", email: "it@havnby.example", phone: "" } },
  { accessibilityContact: { name: "Digitalisering", email: "havnby.example", phone: "" } },
  { accessibilityContact: { name: "Digitalisering", email: "", phone: "" } },
  { accessibilityContact: { name: "Digitalisering", email: "it@havnby.example", phone: "ring bare" } },
  { accessibilityContact: { name: "111111-1118", email: "it@havnby.example", phone: "" } },
  { accessibilityContact: { name: "Digitalisering", email: "it@havnby.example", phone: "111111-1118" } },
  { accessibilityContact: { name: "x".repeat(101), email: "it@havnby.example", phone: "" } },
  { accessibilityContact: { name: "Digitalisering", email: `${"x".repeat(200)}@havnby.example`, phone: "" } },
  { accessibilityContact: { name: "Digitalisering", email: "it@havnby.example" } },
])("%j is refused, and nothing is stored", async (wrong) => {
  const { settings } = await read<SettingsAnswer>("/api/admin/settings", admin);
  expect((await call("PUT", "/api/admin/settings", admin, { ...settings, ...wrong })).status).toBe(400);
  expect((await read<SettingsAnswer>("/api/admin/settings", admin)).settings).toEqual(settings);
});

test("the contact of the accessibility statement is missing until somebody fills it in, and then everybody sees it", async () => {
  const { settings } = await read<SettingsAnswer>("/api/admin/settings", admin);
  expect(settings.accessibilityContact).toBeNull();
  expect((await read<Me>("/api/me", "mette.holm")).municipality.accessibilityContact).toBeNull();
  const contact = { name: "Digitalisering og It", email: "tilgaengelighed@havnby.example", phone: "+45 12 34 56 78" };
  await send("PUT", "/api/admin/settings", admin, { ...settings, accessibilityContact: contact });
  expect((await read<Me>("/api/me", "mette.holm")).municipality.accessibilityContact).toEqual(contact);

  // A form that knows nothing of it, and an import of settings, leave it as it is.
  const { accessibilityContact: _, ...others } = settings;
  await send("PUT", "/api/admin/settings", admin, { ...others, checkInHour: 11 });
  const source = [csvFile("settings.csv", "key;value\ncheck_in_hour;12\n")];
  await importDirectory({ store: api.store, tenantId: localTenant, source, now, by: "system" });
  expect((await read<SettingsAnswer>("/api/admin/settings", admin)).settings).toMatchObject({
    checkInHour: 12,
    accessibilityContact: contact,
  });
  await send("PUT", "/api/admin/settings", admin, { ...settings, accessibilityContact: null });
  expect((await read<Me>("/api/me", "mette.holm")).municipality.accessibilityContact).toBeNull();
});
