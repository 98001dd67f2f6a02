/** The tests of all that is mutated; a run for some of it names its own, since others only cost time. */
const tests =
  process.env.MUTATION_TESTS ?? "{permissions,citizen-protect,barrier-permissions,retention,personal-data*}";

/** What mutation testing runs: the rules that guard people are to be proved by the tests beside them alone. */
export default {
  rootDir: "../..",
  extensionsToTreatAsEsm: [".ts"],
  transform: { "\\.ts$": "<rootDir>/test/support/strip-types.js" },
  testEnvironment: "node",
  testMatch: [`<rootDir>/test/domain/${tests}.test.ts`],
};
