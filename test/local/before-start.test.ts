import { expect, test } from "@jest/globals";
import { checkBeforeStart } from "../../bot/local/before-start.ts";

test("an older Node is told to use npm start", async () => {
  await expect(checkBeforeStart([], "22.12.0")).rejects.toThrow(
    "Ombord needs Node 24 and this is 22.12.0: use npm start, which brings its own.",
  );
});

test("one port for the service and a chat is refused before anything is opened", async () => {
  const ports = [
    { setting: "PORT", port: 4001 },
    { setting: "PLAYGROUND_PORT", port: 4000 },
    { setting: "PLAYGROUND_PORT", port: 4001 },
  ];
  await expect(checkBeforeStart(ports)).rejects.toThrow(
    "PORT and PLAYGROUND_PORT would both be 4001: set one of them to another port.",
  );
});
