import { expect, test } from "@jest/globals";
import type { Response } from "restify";
import { contractFaults } from "../support/contract.ts";
import { freshStore } from "../support/fresh-store.ts";
import { startApi } from "../support/start-api.ts";

const exchange = { method: "POST", path: "/api/admin/deliveries/resend", status: 200, contentType: "application/json" };

test("an answer of the contract is no fault", () => {
  expect(contractFaults({ ...exchange, body: '{"messages":null}', answer: '{"resent":3}' })).toEqual([]);
});

test.each([
  ["a key too many in the answer", { answer: '{"resent":3,"who":"Mette"}' }],
  ["a key too few", { answer: "{}" }],
  ["a value of another kind", { answer: '{"resent":"3"}' }],
  ["a key too many in what was sent", { body: '{"messages":null,"all":true}', answer: '{"resent":3}' }],
  ["an address that is in no contract", { path: "/api/admin/secrets", answer: "{}" }],
  [
    "a problem with something to tell",
    { status: 500, contentType: "application/problem+json", answer: '{"stack":""}' },
  ],
  [
    "a view within the first view that is not what its address answers",
    {
      method: "GET",
      path: "/api/first-view",
      answer: JSON.stringify({
        me: {
          person: { id: "a", name: "A" },
          language: "da",
          roles: [],
          pages: [],
          municipality: {
            name: "Havnby",
            retentionMonths: { freeText: 6, citizenCases: 12, checkIns: 24 },
            suppressionLimit: 5,
            accessibilityContact: null,
          },
          today: "2026-11-19",
          week: "2026-W47",
        },
        views: [{ path: "/api/trials/shared", answer: { trials: [{ team: "Nord" }] } }],
      }),
    },
  ],
])("%s is a fault", (_, more) => {
  expect(contractFaults({ ...exchange, ...more })).not.toEqual([]);
});

test("whoever starts the API in a test hears of it at the end", async () => {
  const fresh = await freshStore();
  const api = await startApi({ store: fresh.store, now: "2026-11-19T10:00:00.000Z" });
  api.server.get("/api/unheard-of", async (_request: unknown, response: Response) => {
    response.writeHead(200, { "Content-Type": "application/json" });
    response.end(Buffer.from("{}"));
  });
  await fetch(`${api.url}/api/unheard-of`);
  await expect(api.stop()).rejects.toThrow("GET /api/unheard-of is in no contract");
  await fresh.dispose();
});
