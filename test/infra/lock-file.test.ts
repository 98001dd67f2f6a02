import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";

interface Locked {
  version?: string;
  os?: string[];
  cpu?: string[];
  optional?: boolean;
  dev?: boolean;
  hasInstallScript?: boolean;
  optionalDependencies?: Record<string, string>;
}

const { packages }: { packages: Record<string, Locked> } = JSON.parse(
  readFileSync(new URL("../../package-lock.json", import.meta.url), "utf8"),
);

// Written on a machine whose registry lacks another platform's binary, the lock file leaves it out, and `npm ci` fails everywhere.
test("the lock file knows the binaries of every platform, so that npm ci works on any machine", () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages))
      .map((name) => `${path} → ${name}`),
  );
  expect(missing).toEqual([]);
});

// What is shipped runs without install scripts (npm ci --ignore-scripts): `node` brings the pinned Node and check-node.js
// speaks up without it, restify does without dtrace-provider, and protobufjs's script only prints a warning.
test("no package that is shipped needs its install script", () => {
  const withScript = Object.entries(packages).filter(([, { dev, hasInstallScript }]) => !dev && hasInstallScript);
  expect(withScript.map(([path]) => path).sort()).toEqual([
    "node_modules/dtrace-provider",
    "node_modules/node",
    "node_modules/protobufjs",
  ]);
});
