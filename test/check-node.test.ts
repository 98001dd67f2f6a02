import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";

const check = fileURLToPath(new URL("../bot/check-node.js", import.meta.url));

function startedBy(version: string) {
  const pretend = `data:text/javascript,Object.defineProperty(process, "versions", { value: { node: "${version}" } })`;
  const args = ["--import", pretend, "--import", check, "--eval", "console.log('started')"];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  return { status, stdout, stderr };
}

test.each(["18.20.8", "20.20.2", "22.17.1"])("Node %s is told in one sentence which one to take", (version) => {
  const { status, stdout, stderr } = startedBy(version);
  expect([status, stdout]).toEqual([1, ""]);
  expect(stderr).toBe(
    `Ombord needs Node 22.18 or newer, and this is Node ${version}: install Node 24, or run npm ci without --ignore-scripts, which brings it.\n`,
  );
});

test.each(["22.18.0", "24.21.0"])("Node %s starts", (version) => {
  expect(startedBy(version)).toEqual({ status: 0, stdout: "started\n", stderr: "" });
});
