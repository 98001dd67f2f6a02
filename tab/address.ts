const base = "/tab";
const changed = new EventTarget();
/** What deep links in cards and chats call a page. */
const aliases: Readonly<Record<string, string>> = { detDriller: "barriers" };

/** Where in the tab a person is: `/overview/team/solution?area=…` without the `/tab` in front. */
export interface Route {
  parts: string[];
  query: URLSearchParams;
}

export function onAddressChange(listener: () => void): () => void {
  window.addEventListener("popstate", listener);
  changed.addEventListener("change", listener);
  return () => {
    window.removeEventListener("popstate", listener);
    changed.removeEventListener("change", listener);
  };
}

export const address = () => window.location.pathname + window.location.search;

export function routeOf(whole: string): Route {
  const [path = "", search = ""] = whole.split("?");
  const [page = "", ...rest] = path
    .slice(base.length)
    .split("/")
    .filter((part) => part !== "")
    .map(decodePart);
  const parts = page === "" ? [] : [aliases[page] ?? page, ...rest];
  return { parts, query: new URLSearchParams(search) };
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** How many steps into the tab a person has gone, kept with each step so that Back knows where it began. */
function depth(): number {
  const state: unknown = window.history.state;
  return typeof state === "number" ? state : 0;
}

/** Where a page was left: how far down, and by which link. */
export interface Place {
  y: number;
  href: string | null;
}

/** By how many steps into the tab it was. */
const places = new Map<number, Place>();
let isBack = false;
window.addEventListener("popstate", () => {
  isBack = true;
});

/** Whether the last change of page was a step back or forth rather than a link. */
export const arrivedBack = () => isBack;

export const placeLeft = () => places.get(depth());

/** Goes to a path under `/tab`; `replace` for a change that Back should not undo step by step. */
export function navigate(path: string, replace = false): void {
  isBack = false;
  if (!replace) places.set(depth(), { y: window.scrollY, href: document.activeElement?.getAttribute("href") ?? null });
  if (replace) window.history.replaceState(depth(), "", base + path);
  else window.history.pushState(depth() + 1, "", base + path);
  changed.dispatchEvent(new Event("change"));
}

/** One step back within the tab; false where it was opened. */
export function stepBack(): boolean {
  if (depth() === 0) return false;
  window.history.back();
  return true;
}

export function hrefOf(path: string): string {
  return base + path;
}

/** Sets or removes one search parameter where the person is. */
export function setQuery(name: string, value: string | null): void {
  const query = new URLSearchParams(window.location.search);
  if (value === null) query.delete(name);
  else query.set(name, value);
  const search = query.toString();
  navigate(window.location.pathname.slice(base.length) + (search === "" ? "" : `?${search}`), true);
}
