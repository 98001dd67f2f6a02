import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

export const sourceFile = (name: string) => fileURLToPath(new URL(`../fixtures/sources/${name}`, import.meta.url));

export async function fixture(name: string): Promise<string> {
  return readFile(sourceFile(name), "utf8");
}

/** What marks a civil registration number that must be found nowhere: impossible dates, as in the fixtures. */
export const planted = /320199\d{4}|3101019999/;
