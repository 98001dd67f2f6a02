import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { compileCache } from "../support/compile-cache.ts";
import { cosmosServer } from "../support/cosmos-server.ts";
import type { Received } from "../support/fake-connector.ts";
import { type FreshStore, freshCosmos, freshSqlite } from "../support/fresh-store.ts";
import type { DispatchOrder } from "./dispatch.child.ts";

export interface ConnectorProcess {
  url: string;
  received(): Promise<Received[]>;
  rules(rules: unknown[]): Promise<void>;
  stop(): void;
}

const connectorPath = fileURLToPath(new URL("../support/fake-connector.ts", import.meta.url));
const dispatchPath = fileURLToPath(new URL("./dispatch.child.ts", import.meta.url));

function startNode(path: string, ...args: string[]): ChildProcess {
  return spawn(process.execPath, ["--no-warnings", path, ...args], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, ...compileCache },
  });
}

/** A Bot Connector in a process of its own. */
export async function connectorProcess(): Promise<ConnectorProcess> {
  const child = startNode(connectorPath, "--no-bodies");
  const [port] = (await once(child.stdout!, "data")) as [Buffer];
  const url = `http://127.0.0.1:${Number(port)}`;
  return {
    url,
    received: async () => (await fetch(`${url}/_control/received`)).json() as Promise<Received[]>,
    rules: async (rules) => void (await fetch(`${url}/_control/rules`, { method: "PUT", body: JSON.stringify(rules) })),
    stop: () => void child.kill("SIGKILL"),
  };
}

export interface DispatchProcess {
  /** Lets it begin; it has started up before. */
  begin(): void;
  /** Resolves with its first send. */
  sending: Promise<void>;
  /** Resolves with the milliseconds that it took; rejects when it ends in any other way. */
  finished: Promise<number>;
  /** Kills it with SIGKILL and resolves when it is gone. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  signal(signal: NodeJS.Signals): void;
}

export function dispatchProcess(order: DispatchOrder): DispatchProcess {
  const child = startNode(dispatchPath, JSON.stringify(order));
  const gone = once(child, "exit");
  let printed = "";
  const sending = new Promise<void>((resolve) => {
    child.stdout!.on("data", (chunk: Buffer) => {
      printed += chunk;
      if (printed.includes("sending")) resolve();
    });
  });
  const finished = gone.then(([code]) => {
    if (code !== 0) throw new Error(`the dispatching process ended with ${code}`);
    return Number(/took (.*)/.exec(printed)?.[1]);
  });
  // Whoever kills it does not ask.
  finished.catch(() => {});
  return {
    begin: () => void child.stdin!.end("begin\n"),
    sending,
    finished,
    async kill(signal = "SIGKILL") {
      child.kill(signal);
      await gone;
    },
    signal: (signal) => void child.kill(signal),
  };
}

export interface SharedStore extends FreshStore {
  /** How a process of its own opens it. */
  opening: Pick<DispatchOrder, "store" | "database" | "key">;
}

export const sharedStores: Record<"sqlite" | "cosmos", () => Promise<SharedStore>> = {
  async sqlite() {
    const fresh = await freshSqlite();
    return { ...fresh, opening: { store: `sqlite:${fresh.place}` } };
  },
  async cosmos() {
    const fresh = await freshCosmos();
    const endpoint = process.env.COSMOS_ENDPOINT ?? (await cosmosServer());
    const key = process.env.COSMOS_KEY ?? "bm90IGEgc2VjcmV0";
    return { ...fresh, opening: { store: `cosmos:${endpoint}`, database: fresh.place, key } };
  },
};
