import { expect, test } from "@jest/globals";
import { checkBeforeStart } from "../../bot/local/before-start.ts";

test("an older Node is told to use npm start", async () => {
  await expect(checkBeforeStart([], "22.12.0")).rejects.toThrow(
    "Ombord needs Node 24 and this is 22.12.0: use npm start, which brings its own.",
  );
});
