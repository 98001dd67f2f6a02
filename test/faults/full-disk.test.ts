import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { localTenant } from "../../bot/config.ts";
import { openSqlite } from "../../bot/store/sqlite/sqlite.ts";
import { leaderId, roleChange, seedMunicipality, teamId } from "../support/leaders.ts";
import { pressOf } from "./press-button.ts";

// A disk of a few megabytes that nobody but the service sees; where the system does not let a test have one, the store's
// own tests fill a file that may not grow (test/store/readiness.test.ts).
const inOwnMounts = ["-Urm", "sh", "-c"];
const canMount = spawnSync("unshare", [...inOwnMounts, "mount -t tmpfs -o size=1m tmpfs /mnt"]).status === 0;
const onOwnDisk = canMount ? test : test.skip;
const mountAndRun = `mount -t tmpfs -o size=4m tmpfs disk && cp ombord.db disk/ && exec "$NODE" --no-warnings "$MAIN"`;

let folder: string;
let service: ReturnType<typeof spawn>;
let output = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ombord-disk-"));
  const store = openSqlite(join(folder, "ombord.db"));
  await seedMunicipality(store, localTenant, { leaders: 2, notInstalled: [0, 1] });
  await store.commit(localTenant, [
    roleChange({ personId: leaderId(0), role: "admin", scope: "*", from: null, to: null }),
  ]);
  await store.close();
});
afterEach(async () => {
  service.kill("SIGKILL");
  await once(service, "close");
  await rm(folder, { recursive: true });
});

/** The address of the service, and its disk as it sees it. */
async function start(): Promise<{ url: string; disk: string }> {
  const main = join(import.meta.dirname, "../../bot/main.ts");
  service = spawn("unshare", [...inOwnMounts, `mkdir disk && ${mountAndRun}`], {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      PATH: process.env.PATH,
      OMBORD_MODE: "local",
      PORT: "0",
      NODE: process.execPath,
      MAIN: main,
      STORE: `sqlite:${join(folder, "disk/ombord.db")}`,
    },
  });
  output = "";
  service.stdout?.on("data", (chunk: Buffer) => {
    output += chunk;
  });
  while (!output.includes('"listening"')) await once(service.stdout!, "data");
  return {
    url: `http://127.0.0.1:${/"port":(\d+)/.exec(output)?.[1]}`,
    disk: `/proc/${service.pid}/root${folder}/disk`,
  };
}

async function report(url: string): Promise<number> {
  const data = { team: teamId(1), solution: "call", form: crypto.randomUUID(), fresh: true };
  const body = pressOf(1, localTenant, "http://127.0.0.1:9/", "barrier/report", data);
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${url}/api/messages`, { method: "POST", headers, body });
  return ((await answer.json()) as { statusCode: number }).statusCode;
}

/** Writes until nothing more fits, and returns the files. */
async function takeAllRoom(disk: string): Promise<string[]> {
  const files: string[] = [];
  for (let bytes = 1 << 20; bytes >= 4096; bytes >>= 1) {
    for (let fits = true; fits; ) {
      const file = join(disk, `ballast-${files.length}`);
      files.push(file);
      fits = await writeFile(file, Buffer.alloc(bytes)).then(
        () => true,
        () => false,
      );
    }
  }
  return files;
}

onOwnDisk(
  "a disk that runs full is not ready and says why to the log and to Drift, and is ready again when there is room",
  async () => {
    const { url, disk } = await start();
    const ready = async () => (await fetch(`${url}/readyz`)).status;
    const drift = async () => {
      const headers = { authorization: `Persona ${leaderId(0)}@proeveby.dk` };
      return (await (await fetch(`${url}/api/admin/deliveries`, { headers })).json()) as { store: unknown };
    };
    expect(await report(url)).toBe(200);
    expect(await ready()).toBe(200);
    expect((await drift()).store).toBeNull();

    const ballast = await takeAllRoom(disk);
    // What a few answers need may be there already.
    let status = 200;
    for (let n = 0; n < 100 && status === 200; n += 1) status = await report(url);
    expect(status).toBe(500);
    expect(await ready()).toBe(503);
    expect((await drift()).store).toBe("full");
    expect(output).toContain('"code":"disk full"');
    expect(output).toContain('"trouble":"full","msg":"store is not ready"');
    expect(output).not.toContain("undefined");

    for (const file of ballast) await unlink(file);
    expect(await report(url)).toBe(200);
    const deadline = performance.now() + 10_000;
    while ((await ready()) !== 200 && performance.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(await ready()).toBe(200);
    expect((await drift()).store).toBeNull();
  },
  60_000,
);
