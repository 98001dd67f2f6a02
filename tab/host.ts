import type { Language } from "../bot/domain/vocabulary.ts";

export type ThemeName = "default" | "dark" | "contrast" | "glass";

/** Where the tab is shown: inside Teams, Microsoft 365 or Outlook, or alone in a browser in local mode. */
export interface Host {
  kind: "teams" | "browser";
  language: Language;
  theme: ThemeName;
  /** The page that a deep link asked for, as a path under `/tab`. */
  deepLink: string | null;
  onThemeChange(listener: (theme: ThemeName) => void): () => void;
  /** The Authorization header of a request; asked for anew each time, the host keeps what it can. */
  authorization(): Promise<string | undefined>;
  /** Tells the host that there is something to look at. */
  ready(): void;
  /** An address of a page that can be sent to somebody else. */
  linkTo(path: string): Promise<string>;
}

const languageOf = (locale: string): Language => (/^en\b/i.test(locale) ? "en" : "da");

export async function connectHost(): Promise<Host> {
  return window.parent === window ? browserHost() : teamsHost();
}

const personaKey = "ombord.persona";

export function chosenPersona(): string | null {
  return sessionStorage.getItem(personaKey);
}

export function choosePersona(upn: string | null): void {
  if (upn === null) sessionStorage.removeItem(personaKey);
  else sessionStorage.setItem(personaKey, upn);
}

function browserHost(): Host {
  const queries = ["(prefers-contrast: more)", "(forced-colors: active)", "(prefers-color-scheme: dark)"].map((query) =>
    window.matchMedia(query),
  );
  const theme = (): ThemeName => {
    const [contrast, forced, dark] = queries.map((query) => query.matches);
    if (contrast || forced) return "contrast";
    return dark ? "dark" : "default";
  };
  return {
    kind: "browser",
    language: languageOf(navigator.language),
    theme: theme(),
    deepLink: null,
    onThemeChange(listener) {
      const tell = () => listener(theme());
      for (const query of queries) query.addEventListener("change", tell);
      return () => {
        for (const query of queries) query.removeEventListener("change", tell);
      };
    },
    async authorization() {
      const upn = chosenPersona();
      return upn === null ? undefined : `Persona ${upn}`;
    },
    ready() {},
    async linkTo(path) {
      return `${window.location.origin}/tab${path}`;
    },
  };
}

async function teamsHost(): Promise<Host> {
  const { app, authentication, pages } = await import("@microsoft/teams-js");
  await app.initialize();
  const context = await app.getContext();
  app.notifyAppLoaded();
  const listeners = new Set<(theme: ThemeName) => void>();
  app.registerOnThemeChangeHandler((name) => {
    for (const listener of listeners) listener(themeOf(name));
  });
  return {
    kind: "teams",
    language: languageOf(context.app.locale),
    theme: themeOf(context.app.theme),
    deepLink: context.page.subPageId ? `/${context.page.subPageId.replace(/^\/+/, "")}` : null,
    onThemeChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async authorization() {
      return `Bearer ${await authentication.getAuthToken()}`;
    },
    ready() {
      app.notifySuccess();
    },
    async linkTo(path) {
      const subPageId = path.replace(/^\/+/, "");
      const appId = context.app.appId?.toString();
      if (appId === undefined) {
        await pages.shareDeepLink({ subPageId, subPageLabel: document.title });
        return "";
      }
      const query = new URLSearchParams({
        webUrl: `${window.location.origin}/tab${path}`,
        label: document.title,
        context: JSON.stringify({ subEntityId: subPageId }),
      });
      return `https://teams.microsoft.com/l/entity/${appId}/${encodeURIComponent(context.page.id)}?${query}`;
    },
  };
}

function themeOf(name: string | undefined): ThemeName {
  return name === "dark" || name === "contrast" || name === "glass" ? name : "default";
}
