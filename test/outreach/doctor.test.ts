import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { describeFindings } from "../../bot/cli-outreach.ts";
import { examine, type Surroundings } from "../../bot/outreach/doctor.ts";
import { tick } from "../../bot/outreach/scheduler.ts";
import { keys } from "../../bot/store/documents.ts";
import { type FreshStore, freshStore } from "../support/fresh-store.ts";
import { leaderId, seedMunicipality } from "../support/leaders.ts";
import { testOutreach } from "../support/outreach.ts";
import { type RecordingChannel, recordingChannel } from "../support/recording-channel.ts";

const tenant = "tenant-1";
const monday = "2026-11-16T08:00:00.000Z";
const inOrder: Surroundings = {
  configuration: { appId: "bot-id", tabAppIdUri: "api://ombord.example.dk/botid-bot-id", teamsAppId: null },
  credentials: async () => null,
  otherClock: null,
};

let fresh: FreshStore;
let channel: RecordingChannel;
const clock = { now: monday };

beforeEach(async () => {
  fresh = await freshStore();
  channel = recordingChannel();
  clock.now = monday;
});
afterEach(() => fresh.dispose());

async function said(at: string, surroundings = inOrder): Promise<string> {
  return describeFindings(await examine(fresh.store, tenant, surroundings, at), "da");
}

test("when all is well, every line says so, with the ids that Entra and Teams know the service by", async () => {
  await seedMunicipality(fresh.store, tenant, { leaders: 2 });
  await tick(testOutreach(fresh.store, channel, clock), tenant);
  const lines = (await said("2026-11-16T08:10:00.000Z")).split("\n");
  expect(lines.filter((line) => /^\S/.test(line) && !line.startsWith("✓"))).toEqual([]);
  expect(lines).toEqual(
    expect.arrayContaining([
      "✓ Klokken er mandag 16. november kl. 09.10 i Danmark.",
      "✓ Opsætningen er i orden.",
      "    Bottens app-id er bot-id.",
      "    Fanens adgang gælder api://ombord.example.dk/botid-bot-id.",
      "    TEAMS_APP_ID er ikke sat, så kort linker ikke til fanen.",
      "✓ Entra giver os et token.",
      "✓ 0 teams venter på at blive spurgt, 2 er spurgt, 2 har fået kortet, 0 har svaret.",
      "✓ Ingen beskeder venter på at blive sendt.",
    ]),
  );
});

test("an address that nobody has set is said, with what it means", async () => {
  const configuration = { appId: "bot-id", tabAppIdUri: null, teamsAppId: null };
  expect(await said(monday, { ...inOrder, configuration })).toContain(
    "    PUBLIC_URL er ikke sat, så fanen afviser tokens af version 1.",
  );
});

test("messages that are tried again count as not sent, with their reason, since the first try that failed", async () => {
  await seedMunicipality(fresh.store, tenant, { leaders: 2 });
  channel.answer = () => ({ ok: false, retry: true, reason: "unavailable" });
  const outreach = testOutreach(fresh.store, channel, clock);
  for (const now of [monday, "2026-11-16T08:00:30.000Z", "2026-11-16T08:40:00.000Z"]) {
    clock.now = now;
    await tick(outreach, tenant);
  }
  const text = await said("2026-11-16T08:40:01.000Z");
  expect(text).toContain("! 2 beskeder er på vej, den ældste siden mandag 16. november kl. 09.00.");
  expect(text).toContain("    2 × Teams havde selv en fejl. Du skal ikke gøre noget. Vi prøver igen af os selv.");
});

test("messages that nobody looks at mean that the service stands still", async () => {
  await seedMunicipality(fresh.store, tenant, { leaders: 1 });
  channel.answer = () => ({ ok: false, retry: false, reason: "blocked" });
  await tick(testOutreach(fresh.store, channel, clock), tenant);
  const [failed] = (await fresh.store.query(tenant, "message")).items;
  if (failed === undefined) throw new Error("no message");
  const value = { ...failed.value, state: "pending" as const, reason: null, dueAt: monday };
  await fresh.store.commit(tenant, [{ op: "replace", kind: "message", key: failed.key, etag: failed.etag, value }]);
  expect(await said("2026-11-16T08:20:00.000Z")).toContain(
    "! 1 besked er ikke sendt, siden mandag 16. november kl. 09.00. Tjek, at tjenesten kører, eller kør »tick«.",
  );
});

test("a message that was given up is not said to be tried again", async () => {
  await seedMunicipality(fresh.store, tenant, { leaders: 1 });
  channel.answer = () => ({ ok: false, retry: true, retryAfterMs: 7 * 86_400_000, reason: "throttled" });
  await tick(testOutreach(fresh.store, channel, clock), tenant);
  const text = await said("2026-11-16T08:20:00.000Z");
  expect(text).toContain("1 × Teams bad os om at vente. Vi prøvede, indtil det var for sent.");
  expect(text).not.toContain("Vi prøver igen");
});

test("what keeps Ombord from working is said first of all, and what to set", async () => {
  const broken: Surroundings = {
    configuration: { sentence: "BOT_APP_ID is missing." },
    credentials: () => Promise.reject(new Error("no")),
    otherClock: async () => "2026-11-16T07:50:00.000Z",
  };
  const text = await said(monday, broken);
  expect(text).toContain("✗ Uret går 600 s forkert, så Entra vil afvise os. Stil det.");
  expect(text).toContain("✗ BOT_APP_ID is missing.");
  expect(text).toContain("✗ Entra giver os intet token.\n    Tjek bottens hemmelighed eller identitet.");
  expect(text).toContain("✗ Der er ingen organisation. Kør importen.");
});

test("a store that does not answer is a finding", async () => {
  const store = { ...fresh.store, ping: () => Promise.reject(new Error("down")) };
  const text = describeFindings(await examine(store, tenant, inOrder, monday), "da");
  expect(text).toContain("✗ Databasen svarer ikke. Tjek STORE, og at databasen kører.");
});

describe("who is there now", () => {
  async function retire(kind: "team" | "person", key: string): Promise<void> {
    const [stored] = await fresh.store.readMany(tenant, [{ kind, key }]);
    const settings = await fresh.store.read(tenant, "settings", keys.settings);
    if (stored === undefined || settings === undefined) throw new Error(`no ${kind} ${key}`);
    const value = { ...stored.value, retired: true } as never;
    const changed = { ...settings.value, directoryVersion: `without ${key}` };
    await fresh.store.commit(tenant, [
      { op: "replace", kind, key, etag: stored.etag, value },
      { op: "replace", kind: "settings", key: keys.settings, etag: settings.etag, value: changed },
    ]);
  }

  test("is counted, not who was there once", async () => {
    await seedMunicipality(fresh.store, tenant, { leaders: 3 });
    channel.answer = () => ({ ok: false, retry: false, reason: "rejected" });
    await tick(testOutreach(fresh.store, channel, clock), tenant);
    expect(await said("2026-11-16T08:10:00.000Z")).toContain("3 beskeder kom ikke frem:");
    const [, , third] = (await fresh.store.query(tenant, "team")).items;
    await retire("team", third?.key ?? "");
    await retire("person", leaderId(2));
    const text = await said("2026-11-16T08:10:00.000Z");
    expect(text).toContain("✓ Organisationen har 2 teams og 2 personer.");
    expect(text).toContain("0 teams venter på at blive spurgt, 2 er spurgt,");
    expect(text).toContain("! 2 beskeder kom ikke frem:");
  });

  test("and a team without a leader is named", async () => {
    await seedMunicipality(fresh.store, tenant, { leaders: 2 });
    await retire("person", leaderId(1));
    const text = await said(monday);
    expect(text).toContain("! 1 team kan ikke spørges:");
    expect(text).toMatch(/\n {4}Ingen leder: \S/);
    const english = describeFindings(await examine(fresh.store, tenant, inOrder, monday), "en");
    expect(english).toContain("! 1 team cannot be asked:");
  });
});
