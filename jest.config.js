import { temporaryFolder } from "./test/support/temporary-files.js";

// Inherited by the workers and by whatever they start.
const folder = temporaryFolder();
if (folder !== undefined) process.env.TMPDIR ??= folder;

const shared = {
  extensionsToTreatAsEsm: [".ts"],
  transform: { "\\.ts$": "<rootDir>/test/support/strip-types.js" },
  testEnvironment: "node",
  modulePathIgnorePatterns: ["<rootDir>/dist/", "<rootDir>/.data/", "<rootDir>/.artifacts/"],
};

const slowFolders = ["<rootDir>/test/browser/", "<rootDir>/test/faults/"];

/** Goes through what main-job and navigators go through, for the pictures of the guides. */
const takesPictures = process.env.LONG === "1" || process.env.UPDATE_SCREENSHOTS === "1";

export default {
  projects: [
    {
      ...shared,
      displayName: "unit",
      testMatch: ["<rootDir>/test/**/*.test.ts"],
      testPathIgnorePatterns: slowFolders,
      setupFilesAfterEnv: ["<rootDir>/test/support/fail-on-console.ts"],
    },
    { ...shared, displayName: "faults", testMatch: ["<rootDir>/test/faults/**/*.test.ts"] },
    {
      ...shared,
      displayName: "browser",
      testMatch: ["<rootDir>/test/browser/**/*.test.ts"],
      testPathIgnorePatterns: takesPictures ? [] : ["<rootDir>/test/browser/guides.test.ts"],
    },
  ],
  testSequencer: "<rootDir>/test/support/longest-first.js",
  maxWorkers: 3,
  testTimeout: 60000,
};
