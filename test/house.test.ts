import { globSync, readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";

const linesOf = (file: string) => readFileSync(file, "utf8").split("\n").length - 1;

test("no file of the bot or the tab is longer than 350 lines", () => {
  const files = globSync("{bot,tab}/**/*.{ts,tsx}");
  expect(files.length).toBeGreaterThan(500);
  expect(files.filter((file) => linesOf(file) > 350)).toEqual([]);
});
