import { buildApp } from "./app.ts";
import { ConfigError, loadConfig } from "./config.ts";
import { startNightly } from "./directory/sources/nightly.ts";
import { guardProcess } from "./guard-process.ts";
import { measuredStore, measureRequestUnits } from "./measure.ts";
import { startScheduler } from "./outreach/scheduler.ts";
import { openStore } from "./store/open-store.ts";
import { StoreUnusable } from "./store/store.ts";
import { createLog, noTelemetry, type Telemetry } from "./telemetry.ts";

const tickEveryMs = 10_000;
const nightlyEveryMs = 300_000;

const noAddress = "PUBLIC_URL is not set: the tab refuses tokens of version 1";

/** What production runs: config → store → app → listen → drain on SIGTERM. */
async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const log = createLog(config.logLevel);
  if (config.mode === "production" && config.tabAppIdUri === null) log.warn({}, noAddress);
  const telemetry = await loadTelemetry(config.applicationInsights);
  const opened = await openStore(config.store, {
    onOperation: measureRequestUnits(telemetry),
    database: config.cosmosDatabase,
    key: config.cosmosKey,
    managedIdentityClientId:
      config.bot?.credential.kind === "managedIdentity" ? config.bot.credential.clientId : undefined,
  });
  const store = measuredStore(opened, telemetry);
  const app = buildApp({ config, store, clock: () => new Date(), log, telemetry });
  const { port } = await app.listen();
  log.info({ port, mode: config.mode }, "listening");
  const scheduler = startScheduler(app.outreach, config.tenants, tickEveryMs);
  const nightly = startNightly({ store, config: config.sources, clock: () => new Date(), log }, nightlyEveryMs);

  let stopped: Promise<void> | undefined;
  const stop = async (signal: string) => {
    log.info({ signal }, "stopping");
    await Promise.all([scheduler.stop(), nightly.stop(), app.close()]);
    await telemetry.stop();
    await store.close();
  };
  const stopOnce = (signal: string) => (stopped ??= stop(signal));
  guardProcess(log, stopOnce);
  process.on("SIGTERM", () => void stopOnce("SIGTERM"));
  process.on("SIGINT", () => void stopOnce("SIGINT"));
}

/** The library takes longer to load than everything else together, so nobody loads it who does not use it. */
async function loadTelemetry(connectionString: string | undefined): Promise<Telemetry> {
  if (connectionString === undefined) return noTelemetry;
  const { startAzureMonitor } = await import("./azure-monitor.ts");
  return startAzureMonitor(connectionString);
}

main().catch((error: unknown) => {
  process.stderr.write(`${sentenceFor(error)}\n`);
  process.exit(1);
});

function sentenceFor(error: unknown): string {
  if (error instanceof ConfigError || error instanceof StoreUnusable) return error.message;
  if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") {
    return "The port is taken by another program. Stop it, or set PORT to a free port.";
  }
  if (error instanceof Error && "code" in error && (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND")) {
    return "HOST is no address of this machine. Set it to one, or to nothing for all of them.";
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
