import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { parse as parseCsv } from "csv-parse/sync";
import { parse as parseYaml } from "yaml";
import { localTenant } from "../../bot/config.ts";

interface User {
  name: string;
  userPrincipleName: string;
  aadObjectId: string;
}

const file = parseYaml(readFileSync(".m365agentsplayground.yml", "utf8")) as {
  tenantId: string;
  currentUser: User;
  users: User[];
};
const people = rows("people.csv");

function rows(name: string): Record<string, string>[] {
  return parseCsv(readFileSync(`bot/local/demo/${name}`), { columns: true, delimiter: ";", bom: true });
}

test("everybody whom the Playground plays is the same person in the demo municipality", () => {
  const played = [file.currentUser, ...file.users].map(({ name, userPrincipleName, aadObjectId }) => ({
    entra_id: aadObjectId,
    upn: userPrincipleName,
    name,
  }));
  expect(people).toEqual(expect.arrayContaining(played.map((person) => expect.objectContaining(person))));
});

test("the Playground opens as a team leader in the tenant of local mode", () => {
  expect(file.tenantId).toBe(localTenant);
  const roles = rows("roles.csv").filter(({ entra_id }) => entra_id === file.currentUser.aadObjectId);
  expect(roles.map(({ role }) => role)).toContain("leader");
});
