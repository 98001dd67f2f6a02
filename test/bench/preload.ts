import { writeFile } from "node:fs/promises";
import { Session } from "node:inspector/promises";
import { Server } from "node:net";
import type { Usage } from "./server.ts";

// Loaded before a server that is measured: it tells the parent what it has used, and listens on this machine only.

const listen = Server.prototype.listen;
Server.prototype.listen = function listenHere(this: Server, ...given: unknown[]): Server {
  const [port, host, ...others] = given;
  const local = typeof port === "number" && typeof host !== "string" ? [port, "127.0.0.1", host, ...others] : given;
  return Reflect.apply(listen, this, local);
};

let profiler: Session | null = null;
let file = "";

process.on("message", (asked: "usage" | { profile: string }) => {
  void answer(asked).then((usage) => process.send?.(usage));
});
// Being asked is no reason to stay alive.
process.channel?.unref();

/** `profile` names the file for a CPU profile from here to the next question. */
async function answer(asked: "usage" | { profile: string }): Promise<Usage> {
  if (asked !== "usage") {
    profiler = new Session();
    profiler.connect();
    await profiler.post("Profiler.enable");
    await profiler.post("Profiler.setSamplingInterval", { interval: 200 });
    await profiler.post("Profiler.start");
    file = asked.profile;
  } else if (profiler !== null) {
    const { profile } = await profiler.post("Profiler.stop");
    await writeFile(file, JSON.stringify(profile));
    profiler.disconnect();
    profiler = null;
  }
  const { user, system } = process.cpuUsage();
  return {
    userUs: user,
    systemUs: system,
    peakMb: process.resourceUsage().maxRSS / 1024,
    rssMb: process.memoryUsage.rss() / 2 ** 20,
    heapMb: process.memoryUsage().heapUsed / 2 ** 20,
  };
}
