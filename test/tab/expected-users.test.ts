import { expect, test } from "@jest/globals";
import { tabDa } from "../../bot/text/da/tab.ts";
import { expectedUsers } from "../../tab/pages/overview/expected-users.ts";

test.each([
  [{ expectedUsers: null }, null],
  [{ expectedUsers: 1200 }, "1.200"],
  [{ expectedUsers: 100, expectedUsersTo: 499 }, "100–499"],
  [{ expectedUsers: 500, expectedUsersTo: null }, "mindst 500"],
])("%j is told as it was said", (given, told) => {
  expect(expectedUsers(given, tabDa)).toBe(told);
});
