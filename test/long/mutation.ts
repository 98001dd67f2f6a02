import { spawnSync } from "node:child_process";

/** Each rule that guards people, and the tests beside it that are to notice every change of it: no other tests run. */
const guarded: [tests: string, files: string[]][] = [
  ["permissions", ["bot/domain/permissions.ts"]],
  ["citizen-protect", ["bot/domain/citizen/protect.ts"]],
  ["barrier-permissions", ["bot/domain/barrier/barrier-permissions.ts"]],
  ["retention", ["bot/domain/retention.ts"]],
  ["personal-data*", ["bot/domain/personal-data/personal-data.ts", "bot/domain/personal-data/inspect-patterns.ts"]],
];

const failed = guarded.filter(([tests, files]) => {
  const env = { ...process.env, MUTATION_TESTS: tests };
  const { status } = spawnSync("npx", ["stryker", "run", "--mutate", files.join()], { stdio: "inherit", env });
  return status !== 0;
});
for (const [tests] of failed) console.error(`${tests}: fewer than 90 % of all changes were noticed`);
process.exitCode = failed.length === 0 ? 0 : 1;
