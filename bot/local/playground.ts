import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parse, stringify } from "yaml";
import type { Person } from "../domain/organisation.ts";

interface PlaygroundUser {
  id: string;
  name: string;
  userPrincipleName: string;
  aadObjectId: string;
  givenName: string;
  surname: string;
  email: string;
}

interface PlaygroundFile {
  currentUser: PlaygroundUser;
  users: PlaygroundUser[];
  personalChat: { id: string };
}

export interface Playground {
  url: string;
  /** The person it plays. */
  personId: string;
  /** Resolves when the process has ended, whatever ended it. */
  ended: Promise<unknown>;
  stop(): void;
}

const root = fileURLToPath(new URL("../../", import.meta.url));
const cli = fileURLToPath(import.meta.resolve("@microsoft/m365agentsplayground/cli.js"));
const preload = new URL("playground-preload.ts", import.meta.url).href;

/**
 * Starts an Agents Playground on 127.0.0.1 as its own process, playing one person of the directory, or the
 * current user of `.m365agentsplayground.yml` where nobody is named. Resolves when it listens.
 */
export async function startPlayground(
  port: number,
  botUrl: string,
  dataFolder: string,
  person?: Person,
): Promise<Playground> {
  const file = await playgroundFile(person);
  await mkdir(dataFolder, { recursive: true });
  const configPath = `${dataFolder}/playground-${port}.yml`;
  await writeFile(configPath, stringify(file));
  const url = `http://127.0.0.1:${port}`;
  const options = [
    "-e",
    botUrl,
    "-c",
    "msteams",
    "-p",
    String(port),
    "--su",
    `${url}/_connector`,
    "--disable-telemetry",
  ];
  const child = spawn(process.execPath, ["--import", preload, cli, "start", ...options], {
    stdio: ["ignore", "pipe", "ignore", "ipc"],
    env: {
      M365_AGENTS_PLAYGROUND_CONFIG_PATH: configPath,
      M365_AGENTS_PLAYGROUND_LOGFILE: `${dataFolder}/playground-${port}.log`,
      SEND_INSTALLATION_ACTIVITY: "true",
      TEAMSAPPTESTER_BROWSER: "none",
    },
  });
  const ended = once(child, "exit");
  await listening(child, ended, port);
  return { url, personId: file.currentUser.aadObjectId, ended, stop: () => void child.kill() };
}

/** The file's people, with `person` as the current user: it takes exactly five others. */
async function playgroundFile(person?: Person): Promise<PlaygroundFile> {
  const file = parse(await readFile(`${root}.m365agentsplayground.yml`, "utf8")) as PlaygroundFile;
  if (!person || person.id === file.currentUser.aadObjectId) return file;
  const others = [file.currentUser, ...file.users].filter(({ aadObjectId }) => aadObjectId !== person.id);
  return { ...file, currentUser: userOf(person), users: others.slice(0, 5), personalChat: { id: `a:${person.id}` } };
}

function userOf({ id, name, upn }: Person): PlaygroundUser {
  const [givenName = name, ...surnames] = name.split(" ");
  const surname = surnames.join(" ");
  return { id: `29:${id}`, name, userPrincipleName: upn, aadObjectId: id, givenName, surname, email: upn };
}

async function listening(child: ChildProcess, ended: Promise<unknown>, port: number): Promise<void> {
  const said = child.stdout ? once(child.stdout, "data") : ended;
  const [line] = (await Promise.race([said, ended])) as unknown[];
  // When its port is taken, it takes another without a word.
  if (String(line).trim() === `Listening on ${port}`) return void child.stdout?.resume();
  child.kill();
  throw new Error(`The Agents Playground did not start on port ${port}.`);
}
