import { execFile } from "node:child_process";
import { hash } from "node:crypto";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "@jest/globals";

// That the app package is the same byte for byte is tested where it is made (test/app-package/package-app.test.ts).

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ombord-build-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** Builds the tab in a folder of its own, as `npm run build` does; the hash of every file in it. */
async function build(place: string, zone: string): Promise<Record<string, string>> {
  await mkdir(place, { recursive: true });
  for (const part of ["bot", "tab", "package.json", "tsconfig.json"])
    await cp(part, join(place, part), { recursive: true });
  await symlink(resolve("node_modules"), join(place, "node_modules"));
  const vite = resolve("node_modules/vite/bin/vite.js");
  const args = [vite, "build", "--config", "tab/vite.config.ts", "--logLevel", "error"];
  await promisify(execFile)(process.execPath, args, { cwd: place, env: { PATH: process.env.PATH, TZ: zone } });
  const built = join(place, "dist/tab");
  const files = (await readdir(built, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name));
  const hashes = paths.map(async (path) => [path.slice(built.length), hash("sha256", await readFile(path))] as const);
  return Object.fromEntries(await Promise.all(hashes));
}

test("the tab is the same byte for byte, whoever builds it, where and when", async () => {
  const first = await build(join(folder, "one"), "Europe/Copenhagen");
  const second = await build(join(folder, "another place", "further down"), "America/Los_Angeles");
  expect(Object.keys(first).length).toBeGreaterThan(20);
  expect(second).toEqual(first);
}, 120_000);
