// The sheet that the others build on comes first.
import "./styles/base.css";
import type { FirstView, PageId } from "../bot/api/contract.ts";
import { address, navigate, routeOf } from "./address.ts";
import { type Api, createApi } from "./api.ts";
import { connectHost } from "./connect-host.ts";
import { chosenPersona, type Host, languageOf } from "./host.ts";
import { loadText } from "./language.ts";
import { isPageId, loadPage } from "./pages.ts";

/** The host did not answer: without it nobody can sign in, so say what to do instead of showing nothing. */
async function sayNoHost(root: HTMLElement): Promise<void> {
  const { state } = await loadText(languageOf(navigator.language));
  const said = document.createElement("p");
  said.textContent = state.noHost;
  const again = document.createElement("button");
  again.type = "button";
  again.textContent = state.retry;
  again.addEventListener("click", () => window.location.reload());
  root.setAttribute("role", "alert");
  root.className = "no-host";
  root.replaceChildren(said, again);
}

/**
 * Asks at once who is looking, what there is to see and in which words, and reads React's half while that is on its way.
 * Until all of it is here the skeleton of index.html stands.
 */
async function start(root: HTMLElement): Promise<void> {
  const main = import("./main.tsx");
  // Whoever waits for it below is told.
  main.catch(() => undefined);
  const host = await connectHost();
  document.documentElement.lang = host.language;
  if (host.deepLink !== null) navigate(host.deepLink, true);
  const api = createApi(host, () => document.documentElement.lang);
  const isAsked = !needsNobody(host);
  // Its script comes beside the answer to who is looking, not after it.
  const expected = isAsked ? expectedPage() : undefined;
  if (expected !== undefined) loadPage(expected).catch(() => undefined);
  const asked = isAsked ? readFirstView(api) : undefined;
  const adoption = isAsked && mayShowAdoption() ? readAdoption(api) : [];
  // Inside a host its language rules; alone in a browser the person's own does, which is mostly Danish.
  if (host.kind === "teams" || host.language === "da") loadText(host.language).catch(() => undefined);
  const first = await asked;
  const text = await loadText(host.kind === "teams" ? host.language : (first?.me.language ?? host.language));
  const page = first && firstPage(first);
  // A page that cannot be fetched is asked for again where it is shown, and says so there.
  if (page !== undefined) await loadPage(page).catch(() => undefined);
  const { draw } = await main;
  const beside = page !== undefined && adoptionPages.has(page) ? await adoption : [];
  draw(root, { host, api, text }, first && { ...first, views: [...first.views, ...beside] });
}

/** Setting up a channel's tab and choosing whom to be take no person. */
function needsNobody(host: Host): boolean {
  return routeOf(address()).parts[0] === "config" || (host.kind === "browser" && chosenPersona() === null);
}

/** The page that the address names; where it names none, most people's first one. */
function expectedPage(): PageId | undefined {
  const [page = "week"] = routeOf(address()).parts;
  return isPageId(page) ? page : undefined;
}

/** The pages that show the adoption of all teams. */
const adoptionPages: ReadonlySet<string> = new Set<PageId>(["week", "overview"]);

/** Where no page is named, most people's first one does. */
function mayShowAdoption(): boolean {
  const { parts } = routeOf(address());
  return parts.length === 0 || (parts.length === 1 && adoptionPages.has(parts[0] ?? ""));
}

/** The same for everybody who sees the same teams, so the service has it ready. Without it the page asks again and says why. */
async function readAdoption(api: Api): Promise<FirstView["views"]> {
  const path = "/api/adoption?weeks=12";
  try {
    return [{ path, answer: await api.get(path) }];
  } catch {
    return [];
  }
}

/** What went wrong is what the tab will say when it asks who is looking. */
async function readFirstView(api: Api): Promise<FirstView | undefined> {
  const { parts } = routeOf(address());
  // A page within a page asks for its own things.
  const page = parts.length > 1 || (parts[0] !== undefined && !isPageId(parts[0])) ? "none" : parts[0];
  const search = page === undefined ? "" : `?page=${page}`;
  try {
    return await api.get<FirstView>(`/api/first-view${search}`);
  } catch (error) {
    api.keepFailure("/api/me", error);
    return undefined;
  }
}

/** The page that is going to be shown, when it is one of theirs. */
function firstPage({ me }: FirstView): PageId | undefined {
  const [asked] = routeOf(address()).parts;
  const page = asked === undefined ? me.pages[0] : asked;
  return isPageId(page) && me.pages.includes(page) ? page : undefined;
}

const root = document.getElementById("root");
if (root !== null) start(root).catch(() => sayNoHost(root));
