import { spawnSync } from "node:child_process";

/**
 * What is too long for the gate. All of it: `npm run long`; some of it by name: `npm run long -- sizes`. Exits with 1 when a
 * part has failed, after all have had their turn.
 */
const parts: Record<string, { what: string; command: string; args: string[] }> = {
  sizes: { what: "every test, with fuzz, attacks and simulations at their full size", command: "npm", args: ["test"] },
  mutation: {
    what: "whether the tests beside the rules that guard people notice a change of these rules (90 % of all changes)",
    command: "node",
    args: ["test/long/mutation.ts"],
  },
  lighthouse: {
    what: "what Lighthouse measures of four pages, on a phone and at a desk, after npm run build",
    command: "node",
    args: ["--disable-warning=ExperimentalWarning", "test/long/lighthouse.ts"],
  },
  face: {
    what: "every page and role of Storvig at three widths, in four looks and on paper, and what each role's jobs take, after npm run build",
    command: "node",
    args: ["--disable-warning=ExperimentalWarning", "test/long/face.ts"],
  },
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
  console.error(`${unknown.join(", ")}: no such part. There are ${Object.keys(parts).join(", ")}.`);
  process.exit(1);
}

const chosen = Object.entries(parts).filter(([name]) => wanted.length === 0 || wanted.includes(name));
const outcomes = chosen.map(([name, { what, command, args }]) => {
  console.log(`\n${name}: ${what}`);
  const begunMs = performance.now();
  const { status } = spawnSync(command, args, { stdio: "inherit", env: { ...process.env, LONG: "1" } });
  return { name, isGood: status === 0, minutes: (performance.now() - begunMs) / 60_000 };
});

for (const { name, isGood, minutes } of outcomes) {
  console.log(`${name}: ${isGood ? "good" : "FAILED"} after ${minutes.toFixed(1)} minutes`);
}
process.exitCode = outcomes.every(({ isGood }) => isGood) ? 0 : 1;
