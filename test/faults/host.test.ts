import { networkInterfaces } from "node:os";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { type FreshStore, freshSqlite } from "../support/fresh-store.ts";
import { type ServiceProcess, startService } from "../support/service-process.ts";

const production = { OMBORD_MODE: "production", BOT_APP_ID: "app", BOT_TENANT_ID: "tenant", BOT_APP_SECRET: "secret" };
let fresh: FreshStore;
let service: ServiceProcess | undefined;

beforeEach(async () => {
  fresh = await freshSqlite();
});

afterEach(async () => {
  service?.signal("SIGTERM");
  await service?.ended;
  service = undefined;
  await fresh.dispose();
});

/** The addresses of this machine beside the loopback. */
const others = Object.values(networkInterfaces())
  .flatMap((entries) => entries ?? [])
  .filter(({ internal, family }) => !internal && family === "IPv4")
  .map(({ address }) => address);

const isReached = (address: string, port: string) =>
  fetch(`http://${address}:${port}/healthz`, { signal: AbortSignal.timeout(2_000) }).then(
    ({ status }) => status === 200,
    () => false,
  );

test("HOST binds production to one address, and to no other of the machine", async () => {
  service = await startService({ ...production, STORE: `sqlite:${fresh.place}`, HOST: "127.0.0.2" });
  const { port } = new URL(service.url);
  expect(await isReached("127.0.0.2", port)).toBe(true);
  for (const address of ["127.0.0.1", ...others]) expect(await isReached(address, port)).toBe(false);
}, 60_000);

test("without HOST production answers on every address", async () => {
  service = await startService({ ...production, STORE: `sqlite:${fresh.place}` });
  const { port } = new URL(service.url);
  for (const address of ["127.0.0.1", "127.0.0.2", ...others]) expect(await isReached(address, port)).toBe(true);
}, 60_000);

test.each(["203.0.113.1", "nowhere.invalid"])(
  "HOST=%s, which is not of this machine, says so in one sentence",
  async (HOST) => {
    const start = startService({ ...production, STORE: `sqlite:${fresh.place}`, HOST });
    await expect(start).rejects.toThrow(
      /ended with 1:\n(\{.*\n)*HOST is no address of this machine\. Set it to one.*\n$/,
    );
  },
  60_000,
);
