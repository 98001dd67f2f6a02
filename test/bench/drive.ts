import { fork } from "node:child_process";
import { once } from "node:events";
import type { Driven, Load } from "./driver.child.ts";
import { percentile } from "./figure.ts";
import type { MeasuredServer } from "./server.ts";

export interface Measured {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Of the server, user mode. */
  cpuUs: number;
}

export interface Driver {
  /** Puts the load on the server and says what each request cost. Throws when an answer was not as expected. */
  run(server: MeasuredServer, load: Omit<Load, "url">, profile?: string): Promise<Measured>;
  stop(): void;
}

/** The driver in a process of its own: the same code and the same bytes for ours and for the peer. */
export function startDriver(): Driver {
  const child = fork(new URL("./driver.child.ts", import.meta.url), {
    execArgv: ["--disable-warning=ExperimentalWarning"],
    serialization: "advanced",
  });
  process.once("exit", () => child.kill());
  return {
    async run(server, load, profile) {
      const before = await server.usage(profile);
      const answer = once(child, "message");
      child.send({ ...load, url: `${server.url}${load.method === "POST" ? "/api/messages" : ""}` } satisfies Load);
      const [driven] = (await answer) as [Driven];
      const after = await server.usage();
      if (driven.wrongCount > 0) throw new Error(`${driven.wrongCount} answers were wrong: ${driven.wrong.join("\n")}`);
      const count = load.requests.length;
      return {
        perSecond: (count / driven.ms) * 1000,
        p50Ms: percentile(driven.latenciesMs, 50),
        p99Ms: percentile(driven.latenciesMs, 99),
        cpuUs: (after.userUs - before.userUs) / count,
      };
    },
    stop: () => child.kill(),
  };
}
