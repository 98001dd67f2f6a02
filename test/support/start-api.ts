import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { pino } from "pino";
import type restify from "restify";
import { mountApi } from "../../bot/api/routes.ts";
import { type Config, loadConfig } from "../../bot/config.ts";
import { watchConnections } from "../../bot/connections.ts";
import { createServer } from "../../bot/create-server.ts";
import { importUpload } from "../../bot/directory/import-upload.ts";
import { sourcesAtHand } from "../../bot/directory/sources/at-hand.ts";
import type { NoToken } from "../../bot/domain/token-trouble.ts";
import { createPersonPace, type PersonPaceRules } from "../../bot/person-pace.ts";
import type { Store } from "../../bot/store/store.ts";
import { contractFaults } from "./contract.ts";

export interface RunningApi {
  server: restify.Server;
  url: string;
  /** Every log line, to look for what must not be there. */
  logged: string[];
  setNow(now: string): void;
  /** Why Entra gives no token, which is nothing unless told. */
  setNoToken(noToken: NoToken | null): void;
  stop(): Promise<void>;
}

interface Options {
  store: Store;
  now: string;
  config?: Config;
  tabFolder?: string;
  pace?: PersonPaceRules;
}

/**
 * The API and the tab as the app mounts them, on a port of their own. Everything that is said to and by it is held to the
 * contract, whoever says it: `stop` throws when something was not in it.
 */
export async function startApi(options: Options): Promise<RunningApi> {
  const logged: string[] = [];
  const log = pino({ level: "info" }, { write: (line: string) => void logged.push(line) });
  let now = new Date(options.now);
  let noToken: NoToken | null = null;
  const server = createServer();
  // Node alone closes a connection after five quiet seconds: a test that thinks for longer would send its next request into one
  // that is just being closed. As in the service it is kept for longer than anybody in front keeps theirs.
  const drain = watchConnections(server.server);
  const config = options.config ?? loadConfig({ OMBORD_MODE: "local" });
  const { tabFolder, pace = { burst: 1000, perSecond: 1000 } } = options;
  mountApi(
    server,
    {
      config,
      store: options.store,
      clock: () => now,
      log,
      personPace: createPersonPace(pace),
      importFiles: importUpload,
      sources: sourcesAtHand({ config: config.sources, store: options.store, clock: () => now }),
      noToken: async () => noToken,
    },
    { tabFolder },
  );
  const faults = watchContract(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    server,
    logged,
    setNow: (instant) => {
      now = new Date(instant);
    },
    setNoToken: (reason) => {
      noToken = reason;
    },
    async stop() {
      await drain();
      if (faults.size > 0) throw new Error(`not in the contract:\n${[...faults].join("\n")}`);
    },
  };
}

/** Listens along at the server itself, so that a browser's requests are checked as those of a test are. */
function watchContract(server: restify.Server): Set<string> {
  const faults = new Set<string>();
  server.server.prependListener("request", (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? "";
    if (!path.startsWith("/api/")) return;
    const sent: Buffer[] = [];
    const read = request.read.bind(request);
    request.read = (size?: number) => {
      const chunk: Buffer | null = read(size);
      if (chunk !== null) sent.push(chunk);
      return chunk;
    };
    const answered: Buffer[] = [];
    const write = response.write.bind(response) as (...given: unknown[]) => boolean;
    response.write = (...given: unknown[]) => {
      if (Buffer.isBuffer(given[0])) answered.push(given[0]);
      return write(...given);
    };
    const end = response.end.bind(response) as (...given: unknown[]) => ServerResponse;
    response.end = (...given: unknown[]) => {
      if (Buffer.isBuffer(given[0])) answered.push(given[0]);
      return end(...given);
    };
    response.on("finish", () => {
      const bytes = Buffer.concat(answered);
      const answer = (response.getHeader("content-encoding") === "gzip" ? gunzipSync(bytes) : bytes).toString();
      const contentType = String(response.getHeader("content-type") ?? "");
      const body = sent.length === 0 ? undefined : Buffer.concat(sent).toString();
      const exchange = { method: request.method ?? "", path, status: response.statusCode, contentType, body, answer };
      for (const fault of contractFaults(exchange)) faults.add(fault);
    });
  });
  return faults;
}
