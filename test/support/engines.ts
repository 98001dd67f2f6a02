import { readFile } from "node:fs/promises";
import { HtmlValidate } from "html-validate";
import type { Page } from "playwright-core";

/** What the engines find that is as it should be, and why. */
const exceptions: [rule: string, where: RegExp, reason: string][] = [
  [
    "element_tabbable_role_valid",
    /class="(?:history-scroll|outcomes is-wide)"/,
    "What scrolls sideways must be reachable with the keyboard (axe: scrollable-region-focusable); it has a name.",
  ],
  [
    "fieldset_label_valid",
    /class="question"/,
    "A leader of two teams is asked the same of both, each in a region that has the team's name.",
  ],
];

const isExpected = (rule: string, where: string) =>
  exceptions.some(([name, element]) => name === rule && element.test(where));

const engineFile = new URL(import.meta.resolve("accessibility-checker-engine/ace.js"));
let engine: string | undefined;

interface Finding {
  ruleId: string;
  value: [kind: string, outcome: string];
  message: string;
  snippet: string;
}

/** What IBM's Equal Access engine is sure is wrong by WCAG 2.1 or by IBM's own requirements, as short lines. */
async function equalAccessFaults(page: Page): Promise<string[]> {
  engine ??= await readFile(engineFile, "utf8");
  // Evaluated, not a script element: the tab's security policy lets none in that is not its own.
  const findings = (await page.evaluate(`(async () => {
    ${engine}
    const { results } = await new ace.Checker().check(document, ["WCAG_2_1", "IBM_Accessibility"]);
    return results.map(({ ruleId, value, message, snippet }) => ({ ruleId, value, message, snippet }));
  })()`)) as Finding[];
  return findings
    .filter(({ value: [, outcome] }) => outcome === "FAIL")
    .filter(({ ruleId, snippet }) => !isExpected(ruleId, snippet))
    .map(({ ruleId, message, snippet }) => `${ruleId}: ${message} ${snippet}`);
}

const validator = new HtmlValidate({
  extends: ["html-validate:standard", "html-validate:a11y"],
  // A list may have a name (ARIA 1.2); only some elements are warned of here.
  rules: { "aria-label-misuse": ["error", { allowAnyNamable: true }] },
});

/** What the HTML standard does not allow in what is rendered, as short lines. */
async function htmlFaults(page: Page): Promise<string[]> {
  const html = await page.content();
  const { results } = await validator.validateString(html);
  const found = results.flatMap(({ messages }) => messages);
  return found
    .filter(({ ruleId, offset }) => !isExpected(ruleId, html.slice(offset - 1, offset + 200)))
    .map(
      ({ ruleId, message, selector, offset }) =>
        `${ruleId}: ${message} ${selector} ${html.slice(offset - 1, offset + 160)}`,
    );
}

/** What two engines beside axe find wrong in the page as it is rendered now, as short lines. */
export async function otherEnginesFaults(page: Page): Promise<string[]> {
  return [...(await htmlFaults(page)), ...(await equalAccessFaults(page))];
}
