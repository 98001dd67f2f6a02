import { mkdirSync, readFileSync, writeFileSync } from "node:fs";

const file = new URL("../../dist/attack-report.json", import.meta.url);

/** Notes what an attack on the figures about citizens came to, in dist/attack-report.json, where `npm run long` is run. */
export function handIn(part: string, found: object): void {
  if (process.env.LONG !== "1") return;
  mkdirSync(new URL(".", file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ ...read(), [part]: found }, null, 2)}\n`);
}

function read(): object {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return {};
  }
}
