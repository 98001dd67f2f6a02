import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { Card } from "../../bot/channel.ts";
import {
  citizenAlternatives,
  citizenReasonGroupIds,
  citizenReasonGroups,
  citizenReasons,
} from "../../bot/domain/vocabulary.ts";
import { keys } from "../../bot/store/documents.ts";
import { bringBarriersUpToDate } from "../../bot/use-cases/barrier/bring-barriers-up-to-date.ts";
import {
  type Bot,
  button,
  filledIn,
  hanne,
  inputsOn,
  mette,
  personId,
  startBot,
  tenant,
  wordsOn,
} from "../support/bot.ts";

let bot: Bot;

beforeEach(async () => {
  bot = await startBot();
});
afterEach(() => bot.stop());

const cpr = "111111-1118";
const cprSentence = "Det ligner et CPR-nummer: »11••••-••••« i »";

async function last(person = mette): Promise<Card> {
  const card = bot.cards(person).at(-1)?.card;
  if (card === undefined) throw new Error("no card");
  return card;
}

/** A check-in sent with the first two solutions flagged: the card that asks about the first. */
async function flagged(count = 1): Promise<Card> {
  await bot.says(mette, "ugens check-in");
  const card = await last();
  const ids = [...inputsOn(card).keys()];
  const levels = ids.filter((id) => id.startsWith("level.")).map((id) => [id, "rarely"]);
  const troubles = ids
    .filter((id) => id.startsWith("trouble."))
    .slice(0, count)
    .map((id) => [id, "true"]);
  const typed = Object.fromEntries([...levels, ...troubles]);
  return (await bot.presses(mette, "checkIn/send", filledIn(card, "Send", typed))).value;
}

async function barriers() {
  return (await bot.store.query(tenant, "barrier")).items.map((item) => item.value);
}

async function cases() {
  return (await bot.store.query(tenant, "citizenCase")).items.map((item) => item.value);
}

/** Everything that is stored, and everything that was logged. */
async function everything(): Promise<string> {
  const kinds = ["checkIn", "adoption", "barrier", "citizenCase", "message", "audit", "conversation"] as const;
  const pages = await Promise.all(kinds.map((kind) => bot.store.query(tenant, kind, { limit: 1000 })));
  return JSON.stringify([pages, bot.logged]);
}

test("a barrier is described in two steps in place: group, then detail, everyday life and contact", async () => {
  const groups = await flagged();
  expect(wordsOn(groups)).toContain("Det passer ikke ind i hverdagen – vi skriver det to steder\n");
  const details = await bot.presses(mette, "barrier/category", filledIn(groups, "Videre", { category: "everyday" }));
  expect(wordsOn(details.value)).toContain("Vi gør det to gange, også på den gamle måde");
  expect(wordsOn(details.value)).toContain("Hvad betyder det i hverdagen?");
  const typed = { detail: "doubleWork", consequence: "Vi bruger en halv time ekstra.", contact: "visit" };
  const receipt = await bot.presses(mette, "barrier/describe", filledIn(details.value, "Send", typed));
  expect(wordsOn(receipt.value)).toContain("Tak! Vi ser på det, der driller.");
  expect(await barriers()).toMatchObject([
    { category: "everyday", detail: "doubleWork", consequence: "Vi bruger en halv time ekstra.", contact: "visit" },
  ]);
});

test("what fits nowhere is something else, in the leader's own words", async () => {
  const groups = await flagged();
  expect(inputsOn(groups).get("category")).toMatchObject({ style: "expanded" });
  const own = await bot.presses(mette, "barrier/category", filledIn(groups, "Videre", { category: "other" }));
  expect([...inputsOn(own.value).keys()]).toEqual(["consequence", "contact"]);
  const typed = { consequence: "Taget lækker over skærmen.", contact: "none" };
  await bot.presses(mette, "barrier/describe", filledIn(own.value, "Send", typed));
  expect(await barriers()).toMatchObject([{ category: "other", detail: "other", consequence: typed.consequence }]);
});

test("a card that was sent before says what it was called then, and is taken as what it is called now", async () => {
  await flagged();
  const [barrier] = await barriers();
  const old = {
    barrier: barrier?.id,
    category: "rules",
    detail: "dataTrust",
    consequence: "Vi ringer for at være sikre.",
  };
  await bot.presses(mette, "barrier/describe", { ...old, contact: "none" });
  expect(await barriers()).toMatchObject([{ category: "everyday", detail: "doubleWork" }]);
  await bot.presses(mette, "barrier/later", { ...old, category: "skills", detail: "usability", contact: "none" });
  expect(await barriers()).toMatchObject([{ category: "everyday", detail: "workflow" }]);
});

test("what an older version stored is read, found and written anew once", async () => {
  await flagged();
  const [stored] = (await bot.store.query(tenant, "barrier")).items;
  if (stored === undefined) throw new Error("no barrier");
  const value = { ...stored.value, category: "skills", detail: "usability" } as never;
  await bot.store.commit(tenant, [{ op: "replace", kind: "barrier", key: stored.key, etag: stored.etag, value }]);
  const shown = await bot.presses(mette, "barrier/show", { barrier: stored.key });
  expect(wordsOn(shown.value)).toContain("det er besværligt eller passer ikke til arbejdsgangen");
  const context = { store: bot.store, tenantId: tenant, now: bot.now() };
  expect([await bringBarriersUpToDate(context), await bringBarriersUpToDate(context)]).toEqual([1, 0]);
  expect(await barriers()).toEqual([{ ...stored.value, category: "everyday", detail: "workflow" }]);
});

test("two flagged solutions are asked about one after the other, and leaving half-way loses nothing", async () => {
  const first = await flagged(2);
  expect(await barriers()).toHaveLength(2);
  const details = await bot.presses(mette, "barrier/category", filledIn(first, "Videre", { category: "skills" }));
  const second = await bot.presses(mette, "barrier/describe", filledIn(details.value, "Send", { detail: "training" }));
  expect(wordsOn(second.value)).toMatch(/^Hvad driller ved /);
  const receipt = await bot.presses(mette, "barrier/later", button(second.value, "Ikke nu").data);
  expect(wordsOn(receipt.value)).toMatch(/^Tak for svaret i uge 47\n/);
  const again = await bot.presses(mette, "barrier/form", button(receipt.value, "Fortæl, hvad der driller").data);
  expect(wordsOn(again.value)).toMatch(/^Hvad driller ved /);
  expect((await barriers()).filter((barrier) => barrier.category === null)).toHaveLength(1);
});

test("the group that was chosen is kept when the leader leaves before the rest, and the question comes again with it", async () => {
  const groups = await flagged();
  const details = await bot.presses(mette, "barrier/category", filledIn(groups, "Videre", { category: "everyday" }));
  expect(await barriers()).toMatchObject([{ category: "everyday", detail: null }]);
  const receipt = await bot.presses(mette, "barrier/later", button(details.value, "Ikke nu").data);
  const again = await bot.presses(mette, "barrier/form", button(receipt.value, "Fortæl, hvad der driller").data);
  expect(inputsOn(again.value).get("category")?.value).toBe("everyday");
  const typed = { detail: "time" };
  const rest = await bot.presses(mette, "barrier/category", filledIn(again.value, "Videre"));
  await bot.presses(mette, "barrier/describe", filledIn(rest.value, "Send", typed));
  await bot.presses(mette, "barrier/category", filledIn(groups, "Videre", { category: "skills" }));
  expect(await barriers()).toMatchObject([{ category: "everyday", detail: "time" }]);
});

test("a CPR number brings the same form back with everything typed, and is neither stored nor logged", async () => {
  const groups = await flagged();
  const details = await bot.presses(mette, "barrier/category", filledIn(groups, "Videre", { category: "skills" }));
  const typed = { detail: "training", consequence: `Fru Jensen ${cpr} kan ikke`, contact: "call" };
  const blocked = await bot.presses(mette, "barrier/describe", filledIn(details.value, "Send", typed));
  expect(wordsOn(blocked.value)).toContain(cprSentence);
  const kept = inputsOn(blocked.value);
  expect(kept.get("consequence")?.value).toBe(typed.consequence);
  expect(kept.get("detail")?.value).toBe("training");
  expect(kept.get("contact")?.value).toBe("call");
  expect(await everything()).not.toContain("111111");
  const confirmed = await bot.presses(
    mette,
    "barrier/describe",
    filledIn(blocked.value, "Send", { confirmed: "true" }),
  );
  expect(wordsOn(confirmed.value)).toContain(cprSentence);
  expect(await everything()).not.toContain("111111");
});

test("a warning says what it is about, and holds for the words that it was about", async () => {
  const groups = await flagged();
  const details = await bot.presses(mette, "barrier/category", filledIn(groups, "Videre", { category: "skills" }));
  const typed = { detail: "support", consequence: "Ring til Hanne på 12 34 56 78" };
  const warned = await bot.presses(mette, "barrier/describe", filledIn(details.value, "Send", typed));
  expect(wordsOn(warned.value)).toContain("Det ligner et navn: »Hanne« i »Hvad betyder det i hverdagen?«.");
  expect((await barriers())[0]).toMatchObject({ detail: null, consequence: null });
  const other = { ...typed, consequence: "Ring til Bodil på 12 34 56 78" };
  const again = await bot.presses(mette, "barrier/describe", filledIn(warned.value, "Det er ikke en borger", other));
  expect(wordsOn(again.value)).toContain("Det ligner et navn: »Bodil«");
  const blocked = { ...typed, consequence: "Hanne på stue 4 kan ikke" };
  const refused = await bot.presses(mette, "barrier/describe", filledIn(again.value, "Ret", blocked));
  expect(wordsOn(refused.value)).toContain("Det ligner et navn sammen med en bolig eller en stue: »Hanne«");
  expect((await barriers())[0]).toMatchObject({ detail: null, consequence: null });
  await bot.presses(mette, "barrier/describe", filledIn(warned.value, "Det er ikke en borger", typed));
  expect((await barriers())[0]?.consequence).toBe(typed.consequence);
});

test("when it is about the citizen, the citizen form follows at once", async () => {
  const groups = await flagged();
  const form = await bot.presses(mette, "barrier/category", filledIn(groups, "Videre", { category: "citizen" }));
  expect(wordsOn(form.value)).toMatch(/^En borger kan ikke være med\n/);
  expect((await barriers())[0]).toMatchObject({ category: "citizen", detail: "citizen" });
});

test("a citizen is logged from the check-in, and the leader comes back to where they were", async () => {
  await bot.says(mette, "ugens check-in");
  const card = await last();
  const [level = ""] = [...inputsOn(card).keys()].filter((id) => id.startsWith("level."));
  const form = await bot.presses(
    mette,
    "citizen/form",
    filledIn(card, "En borger kan ikke være med", { [level]: "sometimes" }),
  );
  expect(wordsOn(form.value)).toContain("Skriv ikke CPR-nummer, navn, adresse");
  const typed = { reasons: "noMitId,dyslexia", instead: "phone", outcome: "hybrid", note: "Ringer hver uge" };
  const back = await bot.presses(mette, "citizen/save", filledIn(form.value, "Gem", typed));
  expect(wordsOn(back.value)).toMatch(/^Uge 47: Hvordan går det\?/);
  expect(wordsOn(back.value)).toContain("Tak! Det er noteret.");
  expect(inputsOn(back.value).get(level)?.value).toBe("sometimes");
  expect(await cases()).toMatchObject([
    {
      teamId: "nord-dag",
      reasons: ["noMitId", "dyslexia"],
      instead: ["phone"],
      outcome: "hybrid",
      note: "Ringer hver uge",
    },
  ]);
});

test("whoever notes a citizen sees what has helped before, and what is agreed where the team is", async () => {
  const words = { digital: "Borgeren kan høre og se skærmen", hybrid: null, analogue: null, decider: "Visitator" };
  const version = { ...words, since: "2026-11-01", principles: [], by: mette, at: bot.now(), earlier: [] };
  for (const [solutionId, area] of [
    ["skaermbesoeg", "*"],
    ["skaermbesoeg", "borgerservice"],
  ] as const) {
    const value = { ...version, solutionId, area };
    await bot.store.commit(tenant, [{ op: "create", kind: "criteria", key: keys.criteria(solutionId, area), value }]);
  }
  await bot.says(mette, "Borger");
  const first = await last();
  expect(wordsOn(first)).toContain("En idé: Begynd med, hvad borgeren gerne vil kunne");
  expect(wordsOn(first)).toContain("Aftalt om skærmbesøg: Digitalt, når: Borgeren kan høre og se skærmen");
  expect(wordsOn(first)).toContain("I tvivl afgør: Visitator (Gælder fra 1. november 2026)");
  const typed = { groups: "language", instead: "interpreter", outcome: "hybrid" };
  await bot.presses(mette, "citizen/save", filledIn(first, "Gem", typed));
  await bot.says(mette, "Borger");
  const next = await last();
  expect(wordsOn(next)).toContain("Det har hjulpet før: Tolk.");
  expect(unfolded(next)).toContain("Sprog og læsning – Det har hjulpet før: Tolk.");
  expect(unfolded(next)).toContain("Helbred og sanser – En idé: Få en pårørende med");
  // Shown again with what is missing, it is about the group that was chosen.
  const again = await bot.presses(
    mette,
    "citizen/save",
    filledIn(next, "Gem", { groups: "health", note: `cpr ${cpr}` }),
  );
  expect(wordsOn(again.value)).toContain("En idé: Få en pårørende med fra begyndelsen");
  const detailed = await bot.presses(
    mette,
    "citizen/save",
    filledIn(next, "Gem", { reasons: "dyslexia", note: `cpr ${cpr}` }),
  );
  expect(wordsOn(detailed.value)).toContain("Det har hjulpet før: Tolk.");
  await bot.says(hanne, "Borger");
  expect(wordsOn(await last(hanne))).not.toContain("Det har hjulpet før");
});

/** The words that a button in the card unfolds. */
function unfolded(card: Card): string {
  const folded = (card.body as { actions?: { card?: Card }[] }[]).flatMap(({ actions }) => actions ?? []);
  return folded.map((action) => (action.card === undefined ? "" : wordsOn(action.card))).join("\n");
}

test("leaving the citizen form keeps what was filled in on the check-in", async () => {
  await bot.says(mette, "ugens check-in");
  const card = await last();
  const [level = ""] = [...inputsOn(card).keys()].filter((id) => id.startsWith("level."));
  const pressed = filledIn(card, "En borger kan ikke være med", { [level]: "routine" });
  const form = await bot.presses(mette, "citizen/form", pressed);
  const back = await bot.presses(mette, "citizen/back", button(form.value, "Tilbage").data);
  expect(inputsOn(back.value).get(level)?.value).toBe("routine");
  expect(await cases()).toEqual([]);
});

test("a citizen form sent twice is stored once; a CPR number in the note is refused with everything kept", async () => {
  await bot.says(mette, "Borger");
  const form = await last();
  const chosen = { "reasons.language": "language,dyslexia", instead: "phone", "instead.more": "interpreter" };
  const typed = { ...chosen, note: `cpr ${cpr}`, followUpOn: "2026-12-01" };
  const blocked = await bot.presses(mette, "citizen/save", filledIn(form, "Gem", typed));
  expect(wordsOn(blocked.value)).toContain(cprSentence);
  for (const [id, value] of Object.entries(typed)) expect(inputsOn(blocked.value).get(id)?.value).toBe(value);
  expect(await everything()).not.toContain("111111");
  const good = filledIn(blocked.value, "Gem", { note: "Bruger tolk" });
  for (let times = 0; times < 2; times++) {
    const saved = await bot.presses(mette, "citizen/save", good);
    expect(wordsOn(saved.value)).toContain("1. december 2026");
  }
  expect(await cases()).toMatchObject([{ reasons: ["language", "dyslexia"], instead: ["phone", "interpreter"] }]);
});

test("the details of what is difficult and the rarer ways are unfolded, and shown at once where something is chosen", async () => {
  await bot.says(mette, "Borger");
  const form = await last();
  const hidden = (card: Card) =>
    [...inputsOn(card).values()].filter((one) => one.isVisible === false).map(({ id }) => id);
  const groups = citizenReasonGroupIds.filter((group) => citizenReasonGroups[group].length > 1);
  expect(hidden(form)).toEqual([...groups.map((group) => `reasons.${group}`), "instead.more"]);
  const unfolding = (form.body as { actions?: { type: string; targetElements?: string[] }[] }[])
    .flatMap(({ actions = [] }) => actions)
    .flatMap(({ targetElements = [] }) => targetElements);
  expect(unfolding).toEqual([...hidden(form), "exemption"]);
  const told = [...inputsOn(form).values()].filter(({ id }) => /^(reasons|instead)/.test(id));
  const offered = told.flatMap(({ choices }) => (choices as { value: string }[]).map(({ value }) => value));
  expect(offered.toSorted()).toEqual(
    [...citizenReasons, ...citizenAlternatives].filter((id) => id !== "declines").toSorted(),
  );
  // A card of before has all the details in one list.
  const older = { reasons: "dyslexia,mental,declines", instead: "interpreter", note: `cpr ${cpr}` };
  const again = await bot.presses(mette, "citizen/save", filledIn(form, "Gem", older));
  const values = (id: string) => inputsOn(again.value).get(id)?.value;
  expect([values("reasons.language"), values("reasons.health")]).toEqual(["dyslexia", "mental"]);
  expect(values("groups")).toBe("refusal");
  expect(values("instead.more") ?? values("instead")).toBe("interpreter");
  expect(hidden(again.value)).not.toContain("reasons.health");
  expect(hidden(again.value)).toContain("reasons.life");
});

test("a citizen is noted by groups alone, with when to ask again and help; the follow-up is one press", async () => {
  await bot.says(mette, "Borger");
  const form = await last();
  const typed = {
    groups: "health,refusal",
    solution: "skaermbesoeg",
    again: "month",
    helpWanted: "true",
    relatives: "true",
  };
  const saved = await bot.presses(mette, "citizen/save", filledIn(form, "Gem", typed));
  expect(wordsOn(saved.value)).toContain("Helbred og sanser, Aktivt fravalg");
  expect(wordsOn(saved.value)).toContain("En navigatør har fået besked.");
  const [logged] = await cases();
  expect(logged).toMatchObject({ groups: ["health", "refusal"], relatives: true, followUpOn: "2026-12-16" });
  const [barrier] = await barriers();
  expect(barrier).toMatchObject({ category: "citizen", citizenCaseId: logged?.id });
  const answered = await bot.presses(mette, "citizen/followUp", { case: logged?.id, outcome: "hybrid" });
  expect(wordsOn(answered.value)).toContain("Tak! Noteret: Både digitalt og på anden måde.");
  expect((await cases())[0]).toMatchObject({ outcome: "hybrid", followUpOn: null, dueOn: null });
  const later = await bot.presses(mette, "citizen/followUp", { case: logged?.id, again: "week" });
  expect(wordsOn(later.value)).toContain("Jeg spørger igen 23. november 2026.");
});

test("noget driller: a leader with one team chooses the solution, one with two chooses the team first", async () => {
  await bot.says(mette, "noget driller");
  const chosen = filledIn(await last(), "Videre", { solution: "skaermbesoeg" });
  const groups = await bot.presses(mette, "barrier/report", chosen);
  expect(wordsOn(groups.value)).toMatch(/^Hvad driller ved skærmbesøg\?/);
  await bot.presses(mette, "barrier/report", chosen);
  expect(await barriers()).toMatchObject([{ teamId: "nord-dag", solutionId: "skaermbesoeg", week: null }]);
  await bot.says(hanne, "noget driller");
  const solutions = await bot.presses(
    hanne,
    "barrier/team",
    filledIn(await last(hanne), "Videre", { team: "sygepleje-aften" }),
  );
  expect(wordsOn(solutions.value)).toContain("Hvilken løsning driller?");
});

test("a double click on a form stores once, and both presses show the same", async () => {
  const id = "0192f0c0-0000-7000-8000-000000000001";
  const forms = [
    ["barrier/report", { team: "nord-dag", solution: "skaermbesoeg", form: id }],
    ["citizen/save", { team: "nord-dag", form: id, reasons: "language" }],
  ] as const;
  for (const [verb, data] of forms) {
    const both = await Promise.all([bot.presses(mette, verb, data), bot.presses(mette, verb, data)]);
    expect(both.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    expect(both[0].value).toEqual(both[1].value);
  }
  expect([(await barriers()).length, (await cases()).length]).toEqual([1, 1]);
});

test("a navigator of another area, a manager and a leader of another team cannot see, describe or guess a barrier", async () => {
  await flagged();
  const [barrier] = await barriers();
  for (const person of [hanne, personId(18), personId(21), personId(24), "stranger"]) {
    for (const verb of ["barrier/form", "barrier/later"]) {
      const answer = await bot.presses(person, verb, { barrier: barrier?.id });
      expect(answer.value.code).toBe("notFound");
    }
    const data = { barrier: barrier?.id, category: "skills", detail: "training" };
    for (const verb of ["barrier/category", "barrier/describe"]) {
      expect((await bot.presses(person, verb, data)).value.code).toBe("notFound");
    }
    const missing = await bot.presses(person, "barrier/form", { barrier: "0192f0c0-0000-7000-8000-000000000000" });
    expect(missing.value.code).toBe("notFound");
  }
  const forged = { team: "syd-dag", solution: "skaermbesoeg", form: "0192f0c0-0000-7000-8000-000000000001" };
  expect((await bot.presses(mette, "barrier/report", forged)).value.code).toBe("notFound");
  const otherTeam = { team: "syd-dag", form: "0192f0c0-0000-7000-8000-000000000002", reasons: "language" };
  expect((await bot.presses(mette, "citizen/save", otherTeam)).value.code).toBe("notFound");
  expect(await cases()).toEqual([]);
});
