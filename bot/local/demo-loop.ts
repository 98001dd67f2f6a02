import { v7 as uuid } from "uuid";
import type { Barrier } from "../domain/barrier/barrier.ts";
import { addDays, localDate, localInstant } from "../domain/calendar.ts";
import { done } from "../domain/message-outcome.ts";
import type { Directory, Instant } from "../domain/organisation.ts";
import { navigatorsOf } from "../domain/permissions.ts";
import { queryAll, type Store } from "../store/store.ts";
import type { Actor } from "../use-cases/actor.ts";
import { type GivenAction, triageBarrier } from "../use-cases/barrier/triage-barrier.ts";
import type { Errand } from "../use-cases/errand.ts";
import { changeTrial, startTrial } from "../use-cases/trial/run-trial.ts";

// What became of everything that was in the way in Havnby Kommune: each takes the way of a real one.

export type Step =
  | { day: number; by: "navigator" | "leader"; does: GivenAction }
  /** Parked until so many days from today. */
  | { day: number; parkedForDays: number; text: string }
  | { day: number; tries: string; hope: string; days: number; learned?: string };

/** By team and solution; `day` counts from the report. What has no entry is as new as it was reported. */
const steps: Record<string, Step[]> = {
  "nord-aften medicindispenser": [
    { day: 1, by: "navigator", does: { action: "take" } },
    solve(9, "fixed", "Leverandøren har skiftet låsen, og vi har øvet os i at fylde den op"),
    { day: 14, by: "leader", does: { action: "confirm" } },
  ],
  "syd-aften skaermbesoeg": [
    { day: 2, by: "navigator", does: { action: "take" } },
    solve(16, "fixed", "Der er sat en forstærker op i den yderste del af distriktet"),
    { day: 21, by: "leader", does: { action: "reopen", text: "Det fryser stadig nede ved havnen" } },
    solve(30, "fixed", "Havnen har fået sin egen forstærker"),
    { day: 33, by: "leader", does: { action: "confirm" } },
  ],
  "genoptraening digital-traening": [
    { day: 1, by: "navigator", does: { action: "take" } },
    solve(6, "shownOnsite", "Vi kom forbi og øvede det sammen i en time"),
    { day: 8, by: "leader", does: { action: "confirm" } },
  ],
  "pension-ydelse copilot": [
    { day: 3, by: "navigator", does: { action: "take" } },
    {
      day: 8,
      tries: "Et kvarter om ugen, hvor vi prøver én opgave sammen",
      hope: "At alle finder én opgave, den er god til",
      days: 28,
      learned: "Det blev lettere, da vi begyndte med referater",
    },
    solve(38, "workflowChanged", "Vi begynder med referaterne og holder fast i kvarteret om ugen"),
  ],
  "telefonen booking": [
    { day: 5, by: "navigator", does: { action: "take" } },
    {
      day: 7,
      by: "navigator",
      does: { action: "wait", supplier: true, text: "Leverandøren undersøger, om kalenderne kan tale sammen" },
    },
  ],
  "syd-dag journal": [
    { day: 2, by: "navigator", does: { action: "take" } },
    { day: 4, by: "navigator", does: { action: "ask", text: "Hvilke felter er I mest i tvivl om?" } },
    { day: 5, by: "leader", does: { action: "answer", text: "Især det, der står om medicin" } },
  ],
  "sygepleje-dag skaermbesoeg": [
    { day: 3, by: "navigator", does: { action: "take" } },
    {
      day: 24,
      tries: "Skærmbesøg erstatter ét besøg på hver rute",
      hope: "Tid til de besøg, der kræver fremmøde",
      days: 28,
    },
  ],
  "strandparken-aften journal": [
    { day: 1, by: "navigator", does: { action: "take" } },
    {
      day: 3,
      by: "navigator",
      does: { action: "escalate", text: "Afløserne skal have deres egne logins, og det kræver en beslutning" },
    },
  ],
  "nord-dag medicindispenser": [
    { day: 1, by: "navigator", does: { action: "take" } },
    { day: 3, parkedForDays: 14, text: "To dispensere er bestilt" },
  ],
  "sekretariatet copilot": [
    { day: 1, by: "navigator", does: { action: "ask", text: "Hvilke slags breve handler det om?" } },
  ],
  "indskoling booking": [{ day: 1, by: "navigator", does: { action: "see" } }],
};

export function solve(day: number, resolution: "fixed" | "shownOnsite" | "workflowChanged", text: string): Step {
  return { day, by: "navigator", does: { action: "solve", resolution, text } };
}

/** Lives through what the navigators and the leaders did about what was reported, up to now. */
export async function playLoop(store: Store, tenantId: string, directory: Directory, now: Instant): Promise<void> {
  for await (const { value: barrier } of queryAll(store, tenantId, "barrier")) {
    const scene = { store, tenantId, directory, barrier, now, newId: () => uuid() };
    await playSteps(scene, steps[`${barrier.teamId} ${barrier.solutionId}`] ?? []);
  }
  await settle(store, tenantId, now);
}

/** Lives through what was done about one of them, up to now. */
export async function playSteps(scene: Scene, about: readonly Step[]): Promise<void> {
  for (const step of about) {
    const at = localInstant(addDays(localDate(scene.barrier.createdAt), step.day), 13);
    if (at < scene.now) await play({ ...scene, at }, step);
  }
}

interface Scene {
  store: Store;
  tenantId: string;
  directory: Directory;
  barrier: Barrier;
  now: Instant;
  /** The id of a trial that begins then. */
  newId: (at: Instant) => string;
}

async function play(scene: Scene & { at: Instant }, step: Step): Promise<void> {
  const { store, tenantId, directory, barrier, at, now, newId } = scene;
  const [nearest = ""] = navigatorsOf(directory, barrier.teamId, localDate(at));
  const navigator: Actor = { tenantId, personId: nearest };
  const errandOf = (actor: Actor, then: Instant): Errand => ({ store, actor, directory, now: then });
  if ("does" in step) {
    const actor = step.by === "leader" ? { tenantId, personId: barrier.reportedBy } : navigator;
    await triageBarrier(errandOf(actor, at), barrier.id, step.does);
  } else if ("parkedForDays" in step) {
    const until = addDays(localDate(now), step.parkedForDays);
    await triageBarrier(errandOf(navigator, at), barrier.id, { action: "park", until, text: step.text });
  } else {
    const from = localDate(at);
    const { tries: what, hope, days, learned } = step;
    const given = { id: newId(at), barrierId: barrier.id, what, hope, from, to: addDays(from, days - 1) };
    const { trial } = await startTrial(errandOf(navigator, at), given);
    const over = localInstant(trial.to, 12);
    if (learned === undefined || over >= now) return;
    await changeTrial(errandOf(navigator, over), trial.id, { action: "finish", learned, worked: "yes" });
    await changeTrial(errandOf(navigator, over), trial.id, { action: "share", shareable: true });
  }
}

/** Everybody has heard of it long ago; only what is still new is told to whoever opens a chat. */
export async function settle(store: Store, tenantId: string, now: Instant): Promise<void> {
  const where = { purpose: ["barrierNew", "barrierUpdate", "barrierCard", "decisionMade"], state: "pending" };
  for await (const { key, etag, value } of queryAll(store, tenantId, "message", { where })) {
    const barrier = await store.read(tenantId, "barrier", value.subject);
    if (value.purpose === "barrierNew" && barrier?.value.status === "new") continue;
    await store.commit(tenantId, [
      { op: "replace", kind: "message", key, etag, value: done(value, "sent", null, now) },
    ]);
  }
}
