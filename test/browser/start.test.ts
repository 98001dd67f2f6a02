import { once } from "node:events";
import { cpSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, jest, test } from "@jest/globals";
import { openSqlite } from "../../bot/store/sqlite/sqlite.ts";
import {
  freePort,
  freshDatabase,
  type LocalMode,
  type LocalModeOptions,
  spawnLocalMode,
  startLocalMode,
} from "../support/local-mode.ts";

jest.setTimeout(120_000);

const start = ["node", "bot/local/start.ts"];

/** Starts with something wrong; gives what was said, the exit code and whether the folder's files are as before. */
async function failedStart(options: LocalModeOptions) {
  const local = await spawnLocalMode({ command: start, ...options });
  const code = await local.ended;
  return { code, said: local.output().trim().split("\n") };
}

async function occupied() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  return { port: (server.address() as { port: number }).port, close: () => server.close() };
}

test("a taken port gives one sentence that says what to do, and nothing is written", async () => {
  const taken = await occupied();
  try {
    const database = freshDatabase();
    expect(await failedStart({ port: taken.port, database })).toEqual({
      code: 1,
      said: [`Port ${taken.port} is taken by another program: stop that program, or set PORT to another port.`],
    });
    expect(await failedStart({ playgroundPort: taken.port, database })).toEqual({
      code: 1,
      said: [
        `Port ${taken.port} is taken by another program: stop that program, or set PLAYGROUND_PORT to another port.`,
      ],
    });
    expect(readdirSync(join(database, ".."))).toEqual([]);
  } finally {
    taken.close();
  }
});

test("a missing build gives one sentence that says what to do", async () => {
  const cwd = mkdtempSync(join(tmpdir(), "ombord-unbuilt-"));
  for (const name of ["bot", "package.json", ".m365agentsplayground.yml"])
    cpSync(name, join(cwd, name), { recursive: true });
  symlinkSync(join(process.cwd(), "node_modules"), join(cwd, "node_modules"));
  expect(await failedStart({ cwd })).toEqual({
    code: 1,
    said: ["The tab is not built: use npm start, which builds it, or run npm run build first."],
  });
});

test("a corrupt database gives one sentence and is left as it is", async () => {
  const database = freshDatabase();
  const garbage = Buffer.alloc(8192, "not a database ");
  writeFileSync(database, garbage);
  const { code, said } = await failedStart({ database });
  expect([code, said]).toEqual([1, [expect.stringContaining(database)]]);
  expect(readFileSync(database).equals(garbage)).toBe(true);
});

test("a file where the database's folder should be gives one sentence and is left as it is", async () => {
  const folder = freshDatabase();
  writeFileSync(folder, "a file");
  const { code, said } = await failedStart({ database: join(folder, "ombord.db") });
  expect([code, said]).toEqual([1, [expect.stringContaining("cannot be opened for writing")]]);
  expect(readFileSync(folder, "utf8")).toBe("a file");
});

test("a database of a newer version gives one sentence and is left as it is", async () => {
  const database = freshDatabase();
  await openSqlite(database).close();
  const db = new DatabaseSync(database);
  db.exec("pragma journal_mode = delete; pragma user_version = 99");
  db.close();
  const before = readFileSync(database);
  const { code, said } = await failedStart({ database });
  expect([code, said]).toEqual([1, [expect.stringContaining(database)]]);
  expect(readFileSync(database).equals(before)).toBe(true);
});

test("a database without a municipality, as a command on the command line leaves it, gives one sentence", async () => {
  const database = freshDatabase();
  await openSqlite(database).close();
  const { code, said } = await failedStart({ database });
  expect([code, said]).toEqual([1, [expect.stringContaining(`${database} holds no municipality`)]]);
});

test("a wrong setting, a person nobody knows and a demo that is not there give one sentence each", async () => {
  expect(await failedStart({ env: { PORT: "many" } })).toEqual({
    code: 1,
    said: ["PORT is not valid. Set it to a port number, 0–65535."],
  });
  expect(await failedStart({ command: [...start, "--as", "nobody"] })).toEqual({
    code: 1,
    said: ["The directory has nobody called nobody: use a upn from people.csv, such as mette.holm."],
  });
  expect(await failedStart({ command: [...start, "--demo", "enorm"] })).toEqual({
    code: 1,
    said: ["There is no demo called enorm: leave --demo out, or choose one of lille, stor."],
  });
});

test("when the Playground dies, everything stops and says so", async () => {
  const local = await startLocalMode({ command: start });
  const [playground] = processesOf(local.process.pid).filter(({ pid }) => pid !== local.process.pid);
  process.kill(playground!.pid, "SIGKILL");
  expect(await local.ended).toBe(1);
  expect(local.output().trim().split("\n").at(-1)).toMatch(/^The Agents Playground ended by itself/);
  expect(processesOf(local.process.pid)).toEqual([]);
});

/** Stops everything with a signal; no process is left behind. */
async function expectToStop(local: LocalMode, signal: "SIGINT" | "SIGTERM"): Promise<void> {
  expect(processesOf(local.process.pid).length).toBeGreaterThan(1);
  expect(await local.stop(signal)).toBe(0);
  expect(processesOf(local.process.pid)).toEqual([]);
}

test("the service and the Playground listen on this machine only, and SIGTERM stops everything", async () => {
  const [port, playgroundPort] = [await freePort(), await freePort()];
  const local = await startLocalMode({ command: start, port, playgroundPort });
  const listening = addressesListeningOn([port, playgroundPort]);
  await expectToStop(local, "SIGTERM");
  expect([...listening].sort()).toEqual(["0100007F", "0100007F"]);
});

test("it plays whom one asks for, each in a chat of their own, and says so; SIGINT stops everything", async () => {
  const local = await startLocalMode({
    command: [...start, "--as", "rasmus.dahl", "--as", "Hanne.Lykke@havnby.example"],
  });
  try {
    expect(local.output()).toContain(`${local.playgroundUrl}  som Rasmus Dahl, digital navigatør i Havnby Kommune`);
    const second = `http://127.0.0.1:${Number(new URL(local.playgroundUrl).port) + 1}`;
    expect(local.output()).toContain(`${second}  som Hanne Lykke, teamleder i Hjemmesygeplejen`);
    const chats = await Promise.all([local.playgroundUrl, second].map(playedAt));
    expect(chats.map(({ name }) => name)).toEqual(["Rasmus Dahl", "Hanne Lykke"]);
    expect(new Set(chats.map(({ chat }) => chat)).size).toBe(2);
    await expectToStop(local, "SIGINT");
  } finally {
    await local.stop();
  }
});

async function playedAt(url: string): Promise<{ name: string; chat: string }> {
  const answer = await fetch(`${url}/_internal/v1/config`);
  const { config } = (await answer.json()) as {
    config: { currentUser: { name: string }; personalChat: { id: string } };
  };
  return { name: config.currentUser.name, chat: config.personalChat.id };
}

/** Every living process of a process group. Linux only, as are the tests that use it. */
function processesOf(group: number | undefined): { pid: number }[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => statOf(name).group === group && statOf(name).state !== "Z")
    .map((name) => ({ pid: Number(name) }));
}

function statOf(pid: string): { state: string; group: number } {
  try {
    const [state = "", , group] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)!.split(" ");
    return { state, group: Number(group) };
  } catch {
    return { state: "gone", group: -1 };
  }
}

/** The local addresses of listening TCP sockets on these ports, in the kernel's hexadecimal. */
function addressesListeningOn(ports: number[]): string[] {
  const wanted = ports.map((port) => port.toString(16).toUpperCase().padStart(4, "0"));
  return ["/proc/net/tcp", "/proc/net/tcp6"]
    .flatMap((file) => readFileSync(file, "utf8").trim().split("\n").slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local = "", , state]) => state === "0A" && wanted.includes(local.split(":")[1] ?? ""))
    .map(([, local = ""]) => local.split(":")[0] ?? "");
}
