import type { Me, PageId } from "../bot/api/contract.ts";
import type { TabText } from "../bot/text/tab-da.ts";

/**
 * Writes whose tab it is, where one can go and where one is into the page that stands before React does. Only to be seen:
 * a moment later the real page stands there, and that is what is heard and pressed.
 */
export function sketch(root: HTMLElement, me: Me, text: TabText, page: PageId): void {
  const line = root.querySelector(".before-first .skeleton-line");
  const title = root.querySelector(".before-first .skeleton-title");
  if (line === null || title === null) return;
  const pages = me.pages.length > 1 ? me.pages : [];
  line.className = "sketch-line";
  line.replaceChildren(word("strong", me.municipality.name), ...pages.map((id) => word("span", text.pages[id])));
  title.className = "sketch-title";
  title.textContent = text.pages[page];
}

function word(tag: string, words: string): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = words;
  return element;
}
