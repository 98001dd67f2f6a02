import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";

interface Locked {
  version?: string;
  os?: string[];
  cpu?: string[];
  optional?: boolean;
  optionalDependencies?: Record<string, string>;
}

// Written on a machine whose registry lacks another platform's binary, the lock file leaves it out, and `npm ci` fails everywhere.
test("the lock file knows the binaries of every platform, so that npm ci works on any machine", () => {
  const lock = JSON.parse(readFileSync(new URL("../../package-lock.json", import.meta.url), "utf8"));
  const packages: Record<string, Locked> = lock.packages;
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages))
      .map((name) => `${path} → ${name}`),
  );
  expect(missing).toEqual([]);
});
