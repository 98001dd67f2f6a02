import type { AddressInfo } from "node:net";
import { pino } from "pino";
import restify from "restify";
import { mountApi } from "../../bot/api/routes.ts";
import { type Config, loadConfig } from "../../bot/config.ts";
import type { Store } from "../../bot/store/store.ts";

export interface RunningApi {
  url: string;
  /** Every log line, to look for what must not be there. */
  logged: string[];
  setNow(now: string): void;
  stop(): Promise<void>;
}

interface Options {
  store: Store;
  now: string;
  config?: Config;
  tabFolder?: string;
  pace?: { burst: number; rate: number; username: boolean };
}

/** The API and the tab as the app mounts them, on a port of their own. */
export async function startApi(options: Options): Promise<RunningApi> {
  const logged: string[] = [];
  const log = pino({ level: "info" }, { write: (line: string) => void logged.push(line) });
  let now = new Date(options.now);
  const server = restify.createServer({ name: "ombord" });
  const config = options.config ?? loadConfig({ OMBORD_MODE: "local" });
  const { tabFolder, pace = { burst: 1000, rate: 1000, username: true } } = options;
  mountApi(server, { config, store: options.store, clock: () => now, log }, { tabFolder, pace });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    logged,
    setNow: (instant) => {
      now = new Date(instant);
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
