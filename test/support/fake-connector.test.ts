import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, expect, test } from "@jest/globals";
import { type FakeConnector, type Received, startFakeConnector } from "./fake-connector.ts";

let connector: FakeConnector | undefined;
afterEach(() => connector?.close());

function call(method: string, path: string, body?: unknown, base = connector?.url): Promise<Response> {
  return fetch(`${base}${path}`, { method, body: body === undefined ? undefined : JSON.stringify(body) });
}
const send = (conversation: string) =>
  call("POST", `/v3/conversations/${encodeURIComponent(conversation)}/activities`, {
    type: "message",
    text: conversation,
  });

test("answers as a Bot Connector does and remembers everything in order", async () => {
  connector = await startFakeConnector({ members: [{ id: "29:mette", aadObjectId: "oid", name: "Mette" }] });
  const created = await call("POST", "/v3/conversations", { members: [{ id: "29:mette" }] });
  expect([created.status, await created.json()]).toEqual([201, { id: "a:29:mette" }]);
  const { id } = (await (await send("a:29:mette")).json()) as { id: string };
  expect((await call("PUT", `/v3/conversations/a:29:mette/activities/${id}`, {})).status).toBe(200);
  expect((await call("DELETE", `/v3/conversations/a:29:mette/activities/${id}`)).status).toBe(200);
  const gone = await call("PUT", `/v3/conversations/a:29:mette/activities/${id}`, {});
  expect([gone.status, await gone.json()]).toEqual([
    404,
    { error: { code: "ActivityNotFoundInConversation", message: expect.any(String) } },
  ]);
  expect(await (await call("GET", "/v3/conversations/a:29:mette/members/oid")).json()).toMatchObject({ name: "Mette" });
  expect(connector.received.map(({ operation, outcome }) => `${operation} ${outcome}`)).toEqual([
    "createConversation 201",
    "send 201",
    "update 200",
    "delete 200",
    "update 404",
    "members 200",
  ]);
});

test("fails the requests it is told to fail, one conversation or all", async () => {
  connector = await startFakeConnector();
  connector.rules([
    { conversationId: "blocked", status: 403 },
    { operation: "send", nth: [2], status: 429, retryAfter: "3" },
  ]);
  const answers = [];
  for (const name of ["a", "blocked", "b", "c"]) answers.push(await send(name));
  expect(answers.map(({ status }) => status)).toEqual([201, 403, 429, 201]);
  expect(answers[2]?.headers.get("retry-after")).toBe("3");
  expect(connector.received.map(({ delivered }) => delivered)).toEqual([true, false, false, true]);
});

test("drops the connection before or after delivery, and hangs", async () => {
  connector = await startFakeConnector();
  connector.rules([
    { conversationId: "lost", drop: "before" },
    { conversationId: "delivered", drop: "after" },
    { conversationId: "hanging", hang: true },
  ]);
  await expect(send("lost")).rejects.toThrow();
  await expect(send("delivered")).rejects.toThrow();
  const hanging = call("POST", "/v3/conversations/hanging/activities", {}).catch(() => "cut");
  while (connector.received.length < 3) await new Promise(setImmediate);
  expect(connector.received.map(({ outcome, delivered }) => [outcome, delivered])).toEqual([
    ["dropped", false],
    ["dropped", true],
    ["hung", false],
  ]);
  await connector.close();
  expect(await hanging).toBe("cut");
});

test("runs as a process of its own, driven over HTTP", async () => {
  const child = spawn(process.execPath, ["test/support/fake-connector.ts", "--port", "0"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const [port] = (await once(child.stdout, "data")) as [Buffer];
    const base = `http://127.0.0.1:${String(port).trim()}`;
    await call("PUT", "/_control/rules", [{ first: 1, status: 502 }], base);
    const statuses = [];
    for (let sent = 0; sent < 2; sent++) {
      statuses.push((await call("POST", "/v3/conversations/a/activities", { text: "hej" }, base)).status);
    }
    expect(statuses).toEqual([502, 201]);
    const received = (await (await call("GET", "/_control/received?from=1", undefined, base)).json()) as Received[];
    expect(received).toMatchObject([{ operation: "send", conversationId: "a", outcome: 201, body: { text: "hej" } }]);
  } finally {
    child.kill();
    await once(child, "exit");
  }
});
