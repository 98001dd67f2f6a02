import { expect, test } from "@jest/globals";
import { tabDa } from "../../bot/text/da/tab.ts";
import { rewritingEn } from "../../bot/text/en/rewriting.ts";
import { tabEn } from "../../bot/text/en/tab.ts";
import { trialTitle } from "../../tab/pages/trials/title.ts";

test("a trial is called what is tried, and has a name of its own once its words have gone", () => {
  expect(trialTitle({ what: "Ring op før frokost" }, tabDa)).toBe("Ring op før frokost");
  expect(trialTitle({ what: "" }, tabDa)).toBe("Prøvehandling uden tekst");
  expect(trialTitle({ what: "" }, tabEn)).toBe(rewritingEn.noTrialWords);
  expect(rewritingEn.noTrialWords).not.toBe("");
});
