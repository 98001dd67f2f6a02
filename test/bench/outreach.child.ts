import { setTimeout as wait } from "node:timers/promises";
import { barrierPurposes } from "../../bot/outreach/messages/barrier-messages.ts";
import { checkInPurposes } from "../../bot/outreach/messages/check-in-messages.ts";
import { digestPurpose } from "../../bot/outreach/messages/digest-messages.ts";
import { renderCheckIns } from "../../bot/outreach/messages/render.ts";
import { createOutreach } from "../../bot/outreach/outreach.ts";
import { tick } from "../../bot/outreach/scheduler.ts";
import { openSqlite } from "../../bot/store/sqlite/sqlite.ts";
import { connectorChannel } from "../../bot/teams/notify.ts";
import { jsonPoster } from "../../bot/teams/post-json.ts";
import { silentLog } from "../../bot/telemetry.ts";

/** Sends a week's check-ins of the tenants in the store, from planning to the record of the last one. */
export interface OutreachWork {
  file: string;
  tenants: string[];
  /** What the clock says at the beginning. */
  now: string;
}

/** Sends the same bytes to so many conversations, so many at once, and does nothing else. */
export interface SendingWork {
  serviceUrl: string;
  conversations: number;
  atOnce: number;
  body: string;
  /** What it sends with: undici as Node's `fetch`, or what ours sends with. */
  client: "fetch" | "ours";
}

export interface SendingResult {
  ms: number;
  sent: number;
  userUs: number;
  peakMb: number;
}

process.once("message", (work: OutreachWork | SendingWork) => {
  void run(work).then((result) => process.send?.(result));
});

async function run(work: OutreachWork | SendingWork): Promise<SendingResult> {
  const before = process.cpuUsage();
  const started = performance.now();
  const sent = "file" in work ? await reachOut(work) : await sendPlainly(work);
  const ms = performance.now() - started;
  const userUs = process.cpuUsage(before).user;
  return { ms, sent, userUs, peakMb: process.resourceUsage().maxRSS / 1024 };
}

async function reachOut({ file, tenants, now }: OutreachWork): Promise<number> {
  const store = openSqlite(file);
  const begun = performance.now();
  const outreach = createOutreach({
    store,
    channel: connectorChannel(async () => "a-token"),
    log: silentLog,
    clock: () => new Date(Date.parse(now) + performance.now() - begun).toISOString(),
    purposes: { ...checkInPurposes(renderCheckIns(true)), ...barrierPurposes(() => null), digest: digestPurpose },
  });
  const counts = await Promise.all(tenants.map((tenantId) => tick(outreach, tenantId)));
  await store.close();
  return counts.reduce((total, { sent }) => total + sent, 0);
}

const headers = { "content-type": "application/json; charset=utf-8", authorization: "Bearer a-token" };

async function sendPlainly({ serviceUrl, conversations, atOnce, body, client }: SendingWork): Promise<number> {
  let next = 0;
  let sent = 0;
  const { hostname, port } = new URL(serviceUrl);
  const origin = { protocol: "http:" as const, hostname, port };
  const post = jsonPoster();
  const timeoutMs = 45_000;
  async function isSent(path: string): Promise<boolean> {
    if (client === "ours") {
      const endsMs = performance.now() + timeoutMs;
      const { status } = await post({ method: "POST", origin, path, headers, body, endsMs });
      return status === 201;
    }
    const response = await fetch(serviceUrl + path, { method: "POST", headers, body });
    await response.json();
    return response.ok;
  }
  async function one(): Promise<void> {
    for (let index = next++; index < conversations; index = next++) {
      if (await isSent(`/v3/conversations/a%3A${index}/activities`)) sent += 1;
    }
  }
  await Promise.all(Array.from({ length: atOnce }, one));
  await wait(0);
  return sent;
}
