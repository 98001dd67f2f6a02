import type { Locator } from "playwright-core";

// How long a form takes is estimated from what a browser counts, and no stopwatch.

/** To point and press; and to think before it, for whoever knows the form (keystroke-level model, Card, Moran and Newell 1983). */
const pressSeconds = 1.3;
const thinkSeconds = 1.4;
/** Silent reading (Brysbaert 2019). */
const wordsAMinute = 238;

/** The words of it that can be seen, without what a closed list holds. */
export function wordsSeen(form: Locator): Promise<number> {
  return form.evaluate((root) => {
    const isSeen = ({ parentElement }: Node) =>
      parentElement?.checkVisibility() === true && parentElement.tagName !== "OPTION";
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    let count = 0;
    while (texts.nextNode()) {
      const words = texts.currentNode.textContent?.split(/\s+/).filter((word) => word !== "") ?? [];
      if (isSeen(texts.currentNode)) count += words.length;
    }
    return count;
  });
}

/** Of somebody who reads every word for the first time, and of somebody who knows the form. */
export function secondsFor({ presses, words }: { presses: number; words: number }): { first: number; again: number } {
  return {
    first: presses * pressSeconds + (words / wordsAMinute) * 60,
    again: presses * (pressSeconds + thinkSeconds),
  };
}
