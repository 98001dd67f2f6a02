import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { compileCache } from "../support/compile-cache.ts";
import { type IngestionServer, startIngestionServer } from "../support/ingestion-server.ts";

let ingestion: IngestionServer;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ombord-untold-"));
  ingestion = await startIngestionServer();
}, 120_000);

afterEach(async () => {
  await ingestion.stop();
  await rm(folder, { recursive: true });
});

test("without a connection string nothing of the library is loaded", async () => {
  const report = `process.on("exit", () => {
    const { _cache } = process.getBuiltinModule("module");
    const loaded = Object.keys(_cache).filter((file) => /applicationinsights|opentelemetry/.test(file));
    // The service lets no library print.
    process.getBuiltinModule("fs").writeSync(1, "loaded " + loaded.length);
  });
  const { setTimeout } = process.getBuiltinModule("timers");
  // Not before the service has begun so far that it ends in good order.
  const stop = () => process.kill(process.pid, "SIGTERM");
  const end = () => process.listenerCount("SIGTERM") > 0 ? setTimeout(stop, 1000) : setTimeout(end, 200);
  end();`;
  const run = async (env: Record<string, string>) => {
    const args = ["--no-warnings", "--import", `data:text/javascript,${encodeURIComponent(report)}`, "bot/main.ts"];
    const local = {
      ...compileCache,
      PATH: process.env.PATH,
      OMBORD_MODE: "local",
      PORT: "0",
      STORE: `sqlite:${join(folder, "ombord.db")}`,
    };
    const options = { env: { ...local, ...env }, timeout: 55_000 };
    const { stdout } = await promisify(execFile)(process.execPath, args, options);
    return Number(/loaded (\d+)/.exec(stdout)?.[1]);
  };
  expect(await run({})).toBe(0);
  expect(await run(ingestion.env)).toBeGreaterThan(10);
}, 120_000);
