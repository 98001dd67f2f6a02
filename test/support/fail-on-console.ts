import { afterEach, beforeEach, expect } from "@jest/globals";

const original = { error: console.error, warn: console.warn };
const unexpected: string[] = [];

beforeEach(() => {
  unexpected.length = 0;
  console.error = (...args: unknown[]) => void unexpected.push(args.map(String).join(" "));
  console.warn = (...args: unknown[]) => void unexpected.push(args.map(String).join(" "));
});

afterEach(() => {
  Object.assign(console, original);
  expect(unexpected).toEqual([]);
});
