import type restify from "restify";
import type { Request, Response } from "restify";
import { admitRequests } from "./admit-request.ts";
import type { SourcesAtHand } from "./api/call.ts";
import { mountApi } from "./api/routes.ts";
import { createBackground } from "./background.ts";
import type { Config } from "./config.ts";
import { type ClientLimits, watchConnections } from "./connections.ts";
import { createServer } from "./create-server.ts";
import { importUpload } from "./directory/import-upload.ts";
import { sourcesAtHand } from "./directory/sources/at-hand.ts";
import { sourcesIn } from "./directory/sources/pull-sources.ts";
import type { StoreTrouble } from "./domain/store-trouble.ts";
import { measuredChannel, measureOutbox, measureRequests, measureSync } from "./measure.ts";
import { everyPurpose } from "./outreach/messages/every-purpose.ts";
import { tabLink } from "./outreach/messages/tab-link.ts";
import { createOutreach, type Outreach } from "./outreach/outreach.ts";
import { tick } from "./outreach/scheduler.ts";
import { soonDelivery } from "./outreach/sending/deliver-soon.ts";
import type { Pace } from "./outreach/sending/pace.ts";
import { urgentChannel } from "./outreach/sending/urgent-channel.ts";
import { createPersonPace, type PersonPaceRules } from "./person-pace.ts";
import { type Store, troubleOf } from "./store/store.ts";
import { authenticator } from "./teams/authenticate.ts";
import { connectorToken } from "./teams/connector-token.ts";
import { mountMessages } from "./teams/endpoint.ts";
import { connectorChannel } from "./teams/notify.ts";
import { watchToken } from "./teams/watch-token.ts";
import { type Log, noTelemetry, type Telemetry } from "./telemetry.ts";

export interface AppParts {
  config: Config;
  store: Store;
  clock: () => Date;
  log: Log;
  telemetry?: Telemetry;
  /** Tests wait for less. */
  limits?: ClientLimits;
  /** Other sources than those that are set up: the large demo has its own. */
  sources?: SourcesAtHand;
  /** Tests ask faster than people do. */
  personPace?: PersonPaceRules;
  /** Tests run faster than Teams allows. */
  newPace?: () => Pace;
  /** Whether news about what is in the way comes as it happens; so in local mode unless told. */
  newsAtOnce?: boolean;
}

export interface App {
  /** What the timer works with. */
  outreach: Outreach;
  /** Resolves with the port that it listens on; rejects when the port is taken. */
  listen(): Promise<{ port: number }>;
  /** Resolves when everything that people have just caused is delivered. */
  settled(): Promise<void>;
  /** Finishes what is in flight and starts nothing new. The store stays open. */
  close(): Promise<void>;
}

/** The whole service around a store: the bot's endpoint, the API, the tab and the health of the process. */
export function buildApp(parts: AppParts): App {
  const { config, store, clock, log, telemetry = noTelemetry, limits, newPace } = parts;
  const server = createServer();
  const drain = watchConnections(server.server, limits);
  measureRequests(server.server, telemetry);
  admitRequests(server, log, ownHosts(config));
  measureOutbox(store, config.tenants, clock, telemetry);
  measureSync(store, sourcesIn(config.sources).length > 0 ? config.sources.tenantId : null, telemetry);
  const token = config.bot === null ? async () => null : connectorToken(config.bot, config.entraAuthority);
  const channel = measuredChannel(connectorChannel(token), telemetry);
  const linkTo = tabLink(config);
  const outreach = createOutreach({
    store,
    channel,
    log,
    clock: () => clock().toISOString(),
    purposes: everyPurpose(config.mode === "local", linkTo, parts.newsAtOnce),
    // The Playground plays the people that it was started for, and nobody else has a chat.
    findsChats: config.mode !== "local",
    newPace,
  });
  const soon = soonDelivery(outreach);
  const background = createBackground(log);
  const personPace = createPersonPace(parts.personPace);
  const services = {
    store,
    channelOf: (tenantId: string) => urgentChannel(outreach, tenantId),
    log,
    telemetry,
    clock,
    tenants: new Set(config.tenants),
    isLocal: config.mode === "local",
    linkTo,
    personPace,
    deliver: async (tenantId: string) => {
      await tick(outreach, tenantId);
    },
    deliverSoon: soon.deliverSoon,
    inBackground: background.run,
    // Whoever may write to another channel of the bot may name anybody there.
    channels: new Set(config.mode === "local" ? ["msteams", "emulator"] : ["msteams"]),
  };
  server.on("restifyError", replaceError);
  mountHealth(server, store, log);
  mountMessages(server, services, authenticator(config));
  mountApi(server, {
    ...{ config, store, clock, log, personPace, deliverSoon: soon.deliverSoon, importFiles: importUpload },
    sources: parts.sources ?? sourcesAtHand({ config: config.sources, store, clock }),
    noToken: config.bot === null ? undefined : watchToken(token),
  });
  return {
    outreach,
    listen: () => listen(server, config),
    async settled() {
      do {
        await background.settled();
        await soon.settled();
      } while (background.isBusy());
    },
    async close() {
      await drain();
      await background.settled();
      await soon.stop();
    },
  };
}

/** Local mode has no sign-in: a page of somebody else's must not reach it by a name that leads to this machine. */
function ownHosts(config: Config): ReadonlySet<string> | undefined {
  if (config.mode !== "local") return undefined;
  return new Set(["127.0.0.1", "localhost", "[::1]", new URL(config.publicUrl).hostname]);
}

/** restify's own errors (a body that cannot be read, an unknown path) quote the request: only the status goes out. */
function replaceError(_request: Request, response: Response, error: { statusCode?: number }, done: () => void): void {
  const status = error.statusCode ?? 500;
  const problem = { type: "about:blank", status, title: statusTitle(status) };
  // sendRaw and not end: restify must know that it is answered, or it answers again and the process dies.
  response.sendRaw(status, JSON.stringify(problem), { "Content-Type": "application/problem+json; charset=utf-8" });
  done();
}

function statusTitle(status: number): string {
  if (status === 404 || status === 405) return "notFound";
  if (status === 413) return "tooLarge";
  return status < 500 ? "invalid" : "unexpected";
}

/** `/healthz`: the process is alive. `/readyz`: the store does what the service needs. */
function mountHealth(server: restify.Server, store: Store, log: Log): void {
  let known: StoreTrouble | null = null;
  server.get("/healthz", async (_request: Request, response: Response) => {
    response.send(200, { status: "alive" });
  });
  server.get("/readyz", async (_request: Request, response: Response) => {
    const trouble = await troubleOf(store);
    if (trouble !== known) log.warn({ trouble }, trouble === null ? "store is ready again" : "store is not ready");
    known = trouble;
    response.send(trouble === null ? 200 : 503, { status: trouble === null ? "ready" : "store does not answer" });
  });
}

function listen(server: restify.Server, config: Config): Promise<{ port: number }> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    const listening = () => {
      server.removeListener("error", reject);
      resolve({ port: server.address().port });
    };
    if (config.host === undefined) server.listen(config.port, listening);
    else server.listen(config.port, config.host, listening);
  });
}
