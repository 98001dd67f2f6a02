import { chosenPersona, type Host, languageOf, type ThemeName } from "./host.ts";

/** Inside a frame somebody hosts the tab; alone in a browser it hosts itself. */
export async function connectHost(): Promise<Host> {
  if (window.parent === window) return browserHost();
  return (await import("./teams-host.ts")).teamsHost();
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
    isSettingUp: false,
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
    linkTo: async (path) => `${window.location.origin}/tab${path}`,
    copy: (text) => navigator.clipboard.writeText(text),
    setUp() {},
  };
}
