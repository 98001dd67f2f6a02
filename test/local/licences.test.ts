import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { isAccepted, licencePage, licences, shippedPackages } from "../../bot/local/licences.ts";

describe("the licences of what is shipped", () => {
  test("all go with MPL-2.0", () => {
    const refused = [...licences()].filter(([licence]) => !isAccepted(licence));
    expect(refused).toEqual([]);
  });

  test("are listed in docs/licenser.md (npm run licences)", () => {
    expect(readFileSync(new URL("../../docs/licenser.md", import.meta.url), "utf8")).toBe(licencePage());
  });

  test("a package without a licence, or with one that spreads to our code, is refused", () => {
    for (const licence of [
      "?",
      "GPL-3.0-or-later",
      "AGPL-3.0",
      "(MIT AND GPL-2.0)",
      "MIT and GPL-2.0",
      "UNLICENSED",
      "LGPL-3.0",
    ])
      expect([licence, isAccepted(licence)]).toEqual([licence, false]);
    for (const licence of ["MIT", "MIT and ISC", "(MIT OR GPL-3.0-or-later)", "(ISC AND CC-BY-3.0)"])
      expect([licence, isAccepted(licence)]).toEqual([licence, true]);
  });

  test("count what the service loads and what is built into the tab, found as Node finds it", () => {
    const lock = {
      "": {},
      "node_modules/server": { dependencies: { shared: "1" } },
      "node_modules/shared": {},
      "node_modules/ui": { dev: true, dependencies: { part: "1", "@types/part": "1" } },
      "node_modules/ui/node_modules/part": { dev: true, dependencies: { deep: "1" } },
      "node_modules/part": { dev: true },
      "node_modules/deep": { dev: true },
      "node_modules/@types/part": { dev: true },
      "node_modules/linter": { dev: true },
    };
    expect(shippedPackages(lock, ["ui"])).toEqual([
      "node_modules/deep",
      "node_modules/server",
      "node_modules/shared",
      "node_modules/ui",
      "node_modules/ui/node_modules/part",
    ]);
  });
});
