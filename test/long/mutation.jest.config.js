/** What mutation testing runs: the rules that guard people are to be proved by the tests beside them alone. */
export default {
  rootDir: "../..",
  extensionsToTreatAsEsm: [".ts"],
  transform: { "\\.ts$": "<rootDir>/test/support/strip-types.js" },
  testEnvironment: "node",
  testMatch: [
    "<rootDir>/test/domain/{permissions,citizen-protect,barrier-permissions,retention,personal-data*}.test.ts",
  ],
};
