import { fileURLToPath } from "node:url";
import { buildApp } from "../../bot/app.ts";
import type { Card } from "../../bot/channel.ts";
import { type Config, loadConfig, localTenant } from "../../bot/config.ts";
import { importDirectory } from "../../bot/directory/import-directory.ts";
import { tick } from "../../bot/outreach/scheduler.ts";
import { createPace, type Pace } from "../../bot/outreach/sending/pace.ts";
import type { PersonPaceRules } from "../../bot/person-pace.ts";
import type { Store } from "../../bot/store/store.ts";
import { type FakeConnector, startFakeConnector } from "./fake-connector.ts";
import { freshStore } from "./fresh-store.ts";

export const demoFolder = fileURLToPath(new URL("../../bot/local/demo", import.meta.url));
export const tenant = localTenant;

/** People of the demo municipality, by the last digits of their Entra id. */
export function personId(number: number): string {
  return `0a7b0000-0000-4000-8000-${String(number).padStart(12, "0")}`;
}

export const mette = personId(1);
export const hanne = personId(5);
export const emma = personId(9);
export const freja = personId(15);
export const rasmus = personId(16);
export const camilla = personId(17);
export const nikolaj = personId(18);
export const torben = personId(21);

export interface LogLine {
  level: string;
  fields: Record<string, unknown>;
  message: string;
}

/** Posts activities to the real app and shows what the person sees. */
export interface Bot {
  url: string;
  store: Store;
  /** The file that the store is in; none where it is Cosmos DB. */
  storeFile: string | undefined;
  logged: LogLine[];
  /** Moves the clock. */
  at(instant: string): void;
  now(): string;
  /** What every activity from this person has. */
  from(person: string): Record<string, unknown> & { serviceUrl: string };
  post(activity: unknown, headers?: Record<string, string>): Promise<{ status: number; body: unknown }>;
  install(person: string): Promise<void>;
  says(person: string, text: string): Promise<void>;
  /** Presses a button; the answer's inner status, type and value. */
  presses(person: string, verb: string, data?: unknown, cardId?: string): Promise<InvokeAnswer>;
  /** The cards sent to the person so far, oldest first. */
  cards(person: string): { id: string; card: Card }[];
  updates(person: string): { id: string; card: Card }[];
  /** The Bot Connector, which does as it is told. */
  teams: FakeConnector;
  /** How many requests Teams has received from the bot. */
  received(): number;
  /** Resolves when everything that people have just caused is delivered. */
  settled(): Promise<void>;
  /** What the timer does. */
  tick(): Promise<void>;
  /** Nine in the morning of the date, when what was kept for the day is told. */
  morningOf(date: string): Promise<void>;
  /** What Teams asks of a message extension; the dialog's card. */
  inDialog(person: string, name: string, value: unknown): Promise<Card>;
  /** The same client in a channel of a team. */
  inChannel(channel?: string): Pick<Bot, "install" | "says" | "presses"> & {
    cards(): { id: string; card: Card }[];
    updates(): { id: string; card: Card }[];
    /** What the card with this id looks like now. */
    shows(id: string): Card;
  };
  stop(): Promise<void>;
}

export interface InvokeAnswer {
  http: number;
  statusCode: number;
  type: string;
  value: Card & { code?: string; message?: string };
}

/** A Monday of week 47 in 2026, just after nine in Copenhagen. */
export const mondayMorning = "2026-11-16T08:05:00.000Z";

export async function startBot(
  options: { at?: string; demo?: boolean; config?: Config; newPace?: () => Pace; personPace?: PersonPaceRules } = {},
): Promise<Bot> {
  const { store, place, dispose } = await freshStore();
  const connector = await startFakeConnector();
  let now = options.at ?? mondayMorning;
  if (options.demo !== false) {
    const { problems } = await importDirectory({ store, tenantId: tenant, source: demoFolder, now, by: "system" });
    if (problems.length > 0) throw new Error(`the demo has ${problems.length} problems`);
  }
  const logged: LogLine[] = [];
  const keep = (level: string) => (fields: Record<string, unknown>, message: string) =>
    void logged.push({ level, fields, message });
  const app = buildApp({
    config: options.config ?? loadConfig({ OMBORD_MODE: "local", PORT: "0" }),
    store,
    clock: () => new Date(now),
    newsAtOnce: false,
    log: { info: keep("info"), warn: keep("warn"), error: keep("error") },
    newPace: options.newPace ?? (() => createPace(20)),
    personPace: options.personPace ?? { burst: 1000, perSecond: 1000 },
  });
  const { port } = await app.listen();
  const url = `http://127.0.0.1:${port}`;

  const post = async (activity: unknown, headers: Record<string, string> = {}) => {
    const raw = typeof activity === "string" || activity instanceof Uint8Array;
    const response = await fetch(`${url}/api/messages`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: raw ? (activity as string) : JSON.stringify(activity),
    });
    const text = await response.text();
    return { status: response.status, body: text.startsWith("{") ? JSON.parse(text) : text };
  };
  const base = (person: string) => ({
    id: crypto.randomUUID(),
    channelId: "msteams",
    serviceUrl: connector.url,
    from: { id: `29:${person}`, aadObjectId: person },
    recipient: { id: "28:bot" },
    conversation: { id: `a:${person}`, conversationType: "personal", tenantId: tenant },
    channelData: { tenant: { id: tenant } },
    locale: "en-US",
  });
  const baseIn = (channel: string) => (person: string) => ({
    ...base(person),
    conversation: { id: channel, conversationType: "channel", isGroup: true, tenantId: tenant },
    channelData: { tenant: { id: tenant }, channel: { id: channel }, team: { id: "19:team" } },
  });
  /** Teams is answered before anything is sent. */
  const tell = async (activity: unknown): Promise<void> => {
    await post(activity);
    await app.settled();
  };
  const pressing =
    (from: typeof base) =>
    async (person: string, verb: string, data: unknown = {}, cardId?: string) => {
      const value = { action: { type: "Action.Execute", verb, data } };
      const activity = { ...from(person), type: "invoke", name: "adaptiveCard/action", replyToId: cardId, value };
      const { status, body } = await post(activity);
      return { http: status, ...(body as Omit<InvokeAnswer, "http">) };
    };
  const sentTo = (place: string, operation: "send" | "update") =>
    connector.received
      .filter((entry) => entry.operation === operation && entry.conversationId === place)
      .map((entry) => ({ id: entry.activityId, card: cardIn(entry.body) }));

  return {
    url,
    store,
    storeFile: place.endsWith(".db") ? place : undefined,
    logged,
    at: (instant) => {
      now = instant;
    },
    now: () => now,
    from: base,
    post,
    install: async (person) => tell({ ...base(person), type: "installationUpdate", action: "add" }),
    says: async (person, text) => tell({ ...base(person), type: "message", text }),
    presses: pressing(base),
    cards: (person) => sentTo(`a:${person}`, "send"),
    updates: (person) => sentTo(`a:${person}`, "update"),
    teams: connector,
    received: () => connector.received.length,
    inDialog: async (person, name, value) => {
      const { status, body } = await post({ ...base(person), type: "invoke", name, value });
      if (status !== 200) throw new Error(`answered ${status}`);
      const { task } = body as { task: { type: string; value: { card: { content: Card } } } };
      if (task.type !== "continue") throw new Error(`a task of type ${task.type}`);
      return task.value.card.content;
    },
    settled: app.settled,
    tick: async () => void (await tick(app.outreach, tenant)),
    morningOf: async (date) => {
      now = `${date}T08:00:30.000Z`;
      await tick(app.outreach, tenant);
      await app.settled();
    },
    inChannel: (channel = "19:driller@thread.tacv2") => ({
      install: async (person) => tell({ ...baseIn(channel)(person), type: "installationUpdate", action: "add" }),
      says: async (person, text) => tell({ ...baseIn(channel)(person), type: "message", text }),
      presses: pressing(baseIn(channel)),
      cards: () => sentTo(channel, "send"),
      updates: () => sentTo(channel, "update"),
      shows: (id) =>
        [...sentTo(channel, "send"), ...sentTo(channel, "update")].findLast((one) => one.id === id)?.card ?? {},
    }),
    stop: async () => {
      await app.close();
      await connector.close();
      await dispose();
    },
  };
}

function cardIn(body: unknown): Card {
  return (body as { attachments: { content: Card }[] }).attachments[0]?.content ?? {};
}

/** Everything a person can read on a card, in order. */
export function wordsOn(card: unknown): string {
  const words: string[] = [];
  collect(card, words);
  return words.join("\n");
}

const readable = new Set(["text", "title", "label", "errorMessage", "placeholder"]);

function collect(node: unknown, words: string[]): void {
  if (Array.isArray(node)) {
    for (const item of node) collect(item, words);
    return;
  }
  if (typeof node !== "object" || node === null) return;
  const isFact = "title" in node && "value" in node && !("type" in node) && typeof node.value === "string";
  for (const [key, value] of Object.entries(node)) {
    if (typeof value === "string" && (readable.has(key) || (isFact && key === "value"))) words.push(value);
    else if (typeof value === "object" && key !== "data") collect(value, words);
  }
}

interface CardAction {
  title: string;
  style?: string;
  mode?: string;
  verb: string;
  data: Record<string, unknown>;
}

export function actionsOn(card: Card): CardAction[] {
  return (card.actions ?? []) as CardAction[];
}

/** The action with this title. */
/** What the buttons of a card say. */
export function titles(card: Card): string[] {
  return actionsOn(card).map(({ title }) => title);
}

export function button(card: Card, title: string): CardAction {
  const found = actionsOn(card).find((action) => action.title === title);
  if (found === undefined)
    throw new Error(
      `no button "${title}" among ${actionsOn(card)
        .map((a) => a.title)
        .join(", ")}`,
    );
  return found;
}

type CardInput = Record<string, unknown> & { id: string; type: string; value?: string };

/** The inputs of a card, by id. */
export function inputsOn(card: Card): Map<string, CardInput> {
  const body = (card.body ?? []) as CardInput[];
  return new Map(body.filter((element) => element.type.startsWith("Input.")).map((input) => [input.id, input]));
}

/** What a client sends when a button is pressed: the action's data and the card's inputs, overridden by what was typed. */
export function filledIn(card: Card, title: string, typed: Record<string, string> = {}): Record<string, unknown> {
  const inputs = [...inputsOn(card)].flatMap(([id, input]) => (input.value === undefined ? [] : [[id, input.value]]));
  return { ...Object.fromEntries(inputs), ...typed, ...button(card, title).data };
}
