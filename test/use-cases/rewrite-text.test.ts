import { readFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { queryAll } from "../../bot/store/store.ts";
import { describeBarrier } from "../../bot/use-cases/barrier/describe-barrier.ts";
import { triageBarrier } from "../../bot/use-cases/barrier/triage-barrier.ts";
import { logCitizenCase } from "../../bot/use-cases/citizen/log-citizen-case.ts";
import { type GivenText, rewriteText } from "../../bot/use-cases/rewriting/rewrite-text.ts";
import { changeTrial, startTrial } from "../../bot/use-cases/trial/run-trial.ts";
import { type Bot, button, camilla, filledIn, hanne, mette, rasmus, tenant, titles, torben } from "../support/bot.ts";
import { type BotInChannel, startBotInChannel } from "../support/bot-in-channel.ts";
import { errandOf } from "../support/errand.ts";

// What somebody wrote can be taken out or put right: it is gone from everything that is stored, and from every card that showed it.

let scene: BotInChannel;
let bot: Bot;
beforeEach(async () => {
  scene = await startBotInChannel();
  ({ bot } = scene);
  await scene.ready();
});
afterEach(() => bot.stop());

const words = "Fru Kragelund kan ikke trykke";
const at = (person: string) => errandOf(bot.store, person, bot.now());

async function rewritten(person: string, given: Omit<GivenText, "confirmed">) {
  const { outcome } = await rewriteText(await at(person), { ...given, confirmed: true });
  await bot.tick();
  await bot.settled();
  return outcome;
}

/** Everything on the disk, freed pages and log included; what is in Cosmos DB is only what can be read. */
async function isOnDisk(said: string): Promise<boolean> {
  const file = bot.storeFile;
  if (file === undefined) return (await stored()).includes(said);
  const parts = await Promise.all(["", "-wal"].map((end) => readFile(file + end).catch(() => Buffer.alloc(0))));
  return Buffer.concat(parts).includes(said);
}

async function stored(): Promise<string> {
  const kinds = ["barrier", "trial", "citizenCase", "message", "audit", "checkIn"] as const;
  const found = await Promise.all(kinds.map((kind) => Array.fromAsync(queryAll(bot.store, tenant, kind))));
  return JSON.stringify(found.flat().map(({ value }) => value));
}

/** What every card that was ever sent looks like now, wherever it is. */
function everyCard(): string {
  const now = new Map<string, unknown>();
  for (const { operation, conversationId, activityId, body } of bot.teams.received) {
    if (operation === "send" || operation === "update") now.set(`${conversationId} ${activityId}`, body);
  }
  return JSON.stringify([...now.values()]);
}

async function reportedInChat(person = mette, text = words): Promise<string> {
  const form = crypto.randomUUID();
  const about = { team: "nord-dag", solution: "skaermbesoeg" };
  await bot.says(person, "noget driller");
  const card = bot.cards(person).at(-1)?.id;
  await bot.presses(person, "barrier/report", { ...about, form, fresh: true }, card);
  const told = { barrier: form, category: "equipment", detail: "connectivity", contact: "call", confirmed: "true" };
  await bot.presses(person, "barrier/describe", { ...told, consequence: text }, card);
  await bot.settled();
  return form;
}

describe("a text that is deleted", () => {
  test("of a barrier is gone from the store, its log and every card, also where others show it as a similar case", async () => {
    const id = await reportedInChat();
    const other = await scene.reported(hanne, { team: "sygepleje-dag", solution: "skaermbesoeg" });
    await triageBarrier(await at(camilla), id, { action: "escalate", text: "Vi kan ikke selv" });
    await bot.install(torben);
    await bot.tick();
    await bot.settled();
    expect(everyCard().split(words).length).toBeGreaterThan(2);
    expect(await isOnDisk(words)).toBe(true);

    expect(await rewritten(mette, { kind: "barrier", id, place: "consequence", text: null })).toBe("changed");
    expect(await isOnDisk(words)).toBe(false);
    expect(await isOnDisk("Kragelund")).toBe(false);
    expect(everyCard()).not.toContain("Kragelund");
    expect(await scene.barrier(id)).toMatchObject({ consequence: null, detail: "connectivity" });
    expect((await scene.barrier(id)).events.at(-1)).toMatchObject({ did: "textDeleted", by: mette, as: "writer" });
    expect((await scene.barrier(other)).consequence).not.toBeNull();

    expect(await rewritten(mette, { kind: "barrier", id, place: "consequence", text: null })).toBe("unchanged");
    const again = rewritten(mette, { kind: "barrier", id, place: "consequence", text: "Andet" });
    await expect(again).rejects.toMatchObject({ code: "conflict" });
  });

  test("of a step goes from the barriers too that were solved together with it", async () => {
    const first = await scene.reported();
    const second = await scene.reported(hanne, { team: "sygepleje-dag", solution: "skaermbesoeg" });
    await triageBarrier(await at(rasmus), second, { action: "seenBefore", sameAs: first });
    const solve = { action: "solve", resolution: "fixed", text: words, confirmed: true } as const;
    await triageBarrier(await at(rasmus), first, solve);
    await bot.tick();
    await bot.settled();
    const place = String((await scene.barrier(first)).events.findIndex(({ text }) => text === words));
    expect(everyCard()).toContain(words.slice(1));

    expect(await rewritten(camilla, { kind: "barrier", id: first, place, text: null })).toBe("changed");
    expect(await isOnDisk("Kragelund")).toBe(false);
    expect(everyCard()).not.toContain("Kragelund");
    for (const id of [first, second]) {
      expect((await scene.barrier(id)).events.at(-1)).toMatchObject({
        did: "textDeleted",
        as: "navigator",
        by: camilla,
      });
    }
  });

  test("of a trial goes from the barrier that it began with, and from what others are offered", async () => {
    const id = await scene.reported();
    const trialId = crypto.randomUUID();
    const trial = { id: trialId, barrierId: id, what: words, from: "2026-11-16", to: "2026-11-30", confirmed: true };
    await startTrial(await at(camilla), trial);
    await bot.tick();
    await bot.settled();
    expect(await rewritten(camilla, { kind: "trial", id: trialId, place: "what", text: "Vi øver ved bordet" })).toBe(
      "changed",
    );
    expect(everyCard()).not.toContain("Kragelund");
    expect(everyCard()).toContain("øver ved bordet");
    expect(await isOnDisk("Kragelund")).toBe(false);

    const finish = { action: "finish", learned: words, worked: "yes", confirmed: true } as const;
    await changeTrial(await at(camilla), trialId, finish);
    const other = await scene.reported(hanne, { team: "sygepleje-dag", solution: "skaermbesoeg" });
    expect(everyCard()).toContain(words);
    expect(await rewritten(rasmus, { kind: "trial", id: trialId, place: "learned", text: null })).toBe("changed");
    expect(everyCard()).not.toContain("Kragelund");
    expect(await isOnDisk("Kragelund")).toBe(false);
    expect((await bot.store.read(tenant, "trial", trialId))?.value).toMatchObject({
      learned: null,
      rewritten: [
        { did: "textCorrected", of: "what", as: "writer" },
        { did: "textDeleted", of: "learned", as: "navigator" },
      ],
    });
    expect((await scene.barrier(other)).status).toBe("new");
  });

  test("goes as well where other words take its place in the usual way: a new description, and a trial that is changed", async () => {
    const id = await reportedInChat();
    await scene.reported(hanne, { team: "sygepleje-dag", solution: "skaermbesoeg" });
    const told = { category: "equipment", detail: "connectivity", contact: "call", confirmed: true } as const;
    await describeBarrier(await at(mette), id, { ...told, consequence: "Borgeren kan ikke trykke" });
    const trial = { id: crypto.randomUUID(), barrierId: id, what: words, from: "2026-11-16", to: "2026-11-30" };
    await startTrial(await at(camilla), { ...trial, confirmed: true });
    await bot.tick();
    await bot.settled();
    expect(everyCard()).toContain("Kragelund");
    await changeTrial(await at(rasmus), trial.id, { action: "change", what: "Vi øver ved bordet", to: "2026-12-04" });
    await bot.tick();
    await bot.settled();
    expect(everyCard()).not.toContain("Kragelund");
    expect(await isOnDisk("Kragelund")).toBe(false);
    expect((await scene.barrier(id)).events.map(({ did }) => did).slice(-2)).toEqual(["textCorrected", "postponed"]);
  });

  test("goes from the receipt of the check-in that reported it", async () => {
    await bot.tick();
    await bot.settled();
    const card = bot.cards(mette).at(-1);
    const form = filledIn(card?.card ?? {}, "Send");
    const levels = Object.keys(form).filter((key) => key.startsWith("trouble."));
    const answers = levels.map((key) => [key.replace("trouble", "level"), "mostly"]);
    const given = { ...form, ...Object.fromEntries(answers), [levels[0] ?? ""]: "true" };
    const asked = await bot.presses(mette, "checkIn/send", given, card?.id);
    const { barrier } = button(asked.value, "Videre").data as { barrier: string };
    const origin = { week: "2026-W47", team: "nord-dag" };
    const told = {
      ...origin,
      barrier,
      category: "equipment",
      detail: "connectivity",
      consequence: words,
      confirmed: "true",
    };
    const receipt = await bot.presses(mette, "barrier/describe", told, card?.id);
    expect(JSON.stringify(receipt.value)).toContain(words);
    expect(button(receipt.value, "Ret eller slet teksten").data).toMatchObject({ barrier, ...origin });
    await bot.settled();
    expect(await rewritten(camilla, { kind: "barrier", id: barrier, place: "consequence", text: null })).toBe(
      "changed",
    );
    const now = bot.updates(mette).findLast(({ id }) => id === card?.id);
    expect(JSON.stringify(now?.card)).toContain("Tak");
    expect(everyCard()).not.toContain("Kragelund");
  });

  test("of a citizen case is gone, and a form that is sent again brings nothing back", async () => {
    const id = crypto.randomUUID();
    const given = { id, teamId: "nord-dag", reasons: ["noMitId" as const], instead: [], outcome: "open" as const };
    await logCitizenCase(await at(mette), { ...given, note: words, confirmed: true });
    expect(await rewritten(mette, { kind: "citizenCase", id, place: "note", text: null })).toBe("changed");
    await logCitizenCase(await at(mette), { ...given, note: words, confirmed: true });
    expect(await isOnDisk("Kragelund")).toBe(false);
    const stored = (await bot.store.read(tenant, "citizenCase", id))?.value;
    expect(stored).toMatchObject({ note: null, reasons: ["noMitId"] });
    expect(stored?.events.at(-1)).toEqual({ did: "textDeleted", at: bot.now(), by: mette, as: "writer" });
  });
});

describe("who may", () => {
  test("whoever wrote it and the navigators of the area; nobody else, and nothing is told to whom it is not shown", async () => {
    const id = await scene.reported();
    await triageBarrier(await at(rasmus), id, { action: "comment", text: "Vi ringer i morgen" });
    const place = String((await scene.barrier(id)).events.length - 1);
    const given = { kind: "barrier", id, place, text: null } as const;
    await expect(rewritten(mette, given)).rejects.toMatchObject({ code: "forbidden" });
    await expect(rewritten(hanne, given)).rejects.toMatchObject({ code: "notFound" });
    await expect(rewritten(torben, given)).rejects.toMatchObject({ code: "notFound" });
    for (const wrong of ["note", "99", "-1", "0", "__proto__"]) {
      await expect(rewritten(rasmus, { ...given, place: wrong })).rejects.toMatchObject({ code: "notFound" });
    }
    expect(await rewritten(camilla, given)).toBe("changed");
  });

  test("corrected text is held against the guard anew, and the audit entry says nothing of it", async () => {
    const id = await scene.reported();
    const given = { kind: "barrier", id, place: "consequence" } as const;
    const cpr = rewriteText(await at(mette), { ...given, text: "010190-1234 er sur" });
    await expect(cpr).rejects.toMatchObject({ code: "personalData" });
    const name = rewriteText(await at(mette), { ...given, text: "Fru Kragelund er sur" });
    await expect(name).rejects.toMatchObject({ sentence: "personalDataWarning" });
    expect(await rewritten(mette, { ...given, text: "Borgeren er sur" })).toBe("changed");
    expect(everyCard()).toContain("Borgeren er sur");
    const audits = await Array.fromAsync(queryAll(bot.store, tenant, "audit"));
    expect(audits.at(-1)?.value).toEqual({
      ...{ at: bot.now(), by: mette, did: "barrier.textCorrected", kind: "barrier", key: id },
    });
  });

  test("a card in a chat whose reader sees the team no longer loses the text too", async () => {
    const id = await reportedInChat();
    const role = (await bot.store.read(tenant, "role", `${mette}:leader:nord-dag`)) ?? fail();
    const settings = (await bot.store.read(tenant, "settings", "municipality")) ?? fail();
    await bot.store.commit(tenant, [
      { op: "delete", kind: "role", key: role.key, etag: role.etag },
      {
        ...{ op: "replace", kind: "settings", key: settings.key, etag: settings.etag },
        value: { ...settings.value, directoryVersion: "another" },
      },
    ]);
    expect(await rewritten(camilla, { kind: "barrier", id, place: "consequence", text: null })).toBe("changed");
    expect(everyCard()).not.toContain("Kragelund");
    expect(JSON.stringify(bot.updates(mette).at(-1)?.card)).toContain("Kortet er lukket");
  });
});

function fail(): never {
  throw new Error("not there");
}

describe("in the chat", () => {
  test("the receipt leads to the text: it is corrected, then deleted, and the guard is asked again", async () => {
    const id = await reportedInChat();
    const form = await bot.presses(mette, "barrier/words", { barrier: id });
    expect(titles(form.value)).toEqual(["Gem", "Slet teksten", "Tilbage"]);
    const asked = await bot.presses(
      mette,
      "barrier/rewrite",
      filledIn(form.value, "Gem", { words: "Ring til Karl Madsen" }),
    );
    expect(JSON.stringify(asked.value)).toContain("Det ligner et navn");
    const saved = await bot.presses(
      mette,
      "barrier/rewrite",
      filledIn(asked.value, "Ret", { words: "Ring til kontoret" }),
    );
    expect(JSON.stringify(saved.value)).toContain("Ring til kontoret");
    expect(button(saved.value, "Ret eller slet teksten").verb).toBe("barrier/words");
    const gone = await bot.presses(mette, "barrier/eraseWords", { barrier: id });
    expect(JSON.stringify(gone.value)).not.toContain("Ring til kontoret");
    expect(titles(gone.value)).not.toContain("Ret eller slet teksten");
    // Pressed a second time, as an old card still can be.
    expect((await bot.presses(mette, "barrier/eraseWords", { barrier: id })).statusCode).toBe(200);
    await bot.settled();
    expect(everyCard()).not.toContain("Ring til kontoret");
    expect((await scene.barrier(id)).events.filter(({ as }) => as !== undefined)).toHaveLength(2);
  });
});
