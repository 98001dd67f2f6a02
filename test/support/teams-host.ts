/** What a page of Teams knows about the tab that it shows. */
export interface HostOptions {
  locale: string;
  theme: string;
  /** The token that the host gives; an empty one is a refusal (no consent, a session that ran out). */
  token: string;
  /** Tokens that the host gives before that one, each once. */
  firstTokens?: string[];
  /** `settings` where somebody sets up a channel's tab. */
  frameContext?: "content" | "settings";
  channelId?: string;
  /** Functions that this host never answers. */
  silent?: string[];
  /** What a deep link asked for. */
  subPageId?: string;
}

/** Where the imitated host lives: an origin that TeamsJS trusts. */
export const teamsHostUrl = "https://teams.microsoft.com/host";

/**
 * A page that shows the tab in a frame and speaks the TeamsJS protocol with it: initialise, context, token, theme.
 * `window.host` changes the theme and the token as Teams would, and remembers which functions the tab called.
 */
export function teamsHostPage(tabUrl: string, options: HostOptions): string {
  return `<!doctype html><html lang="en"><title>Teams</title>
<style>html,body,iframe{margin:0;border:0;width:100%;height:100vh;display:block}</style>
<iframe title="Ombord" src="${tabUrl}" allow="clipboard-write"></iframe>
<script>(${hostScript.toString()})(${JSON.stringify(options)})</script></html>`;
}

/** Runs in the browser: the host's half of the conversation. */
function hostScript(options: HostOptions): void {
  const frame = document.querySelector("iframe");
  const called: string[] = [];
  const configs: unknown[] = [];
  let silent = options.silent ?? [];
  const waiting = [...(options.firstTokens ?? [])];
  const frameContext = options.frameContext ?? "content";
  let { token, theme } = options;
  const context = () => ({
    app: {
      locale: options.locale,
      theme,
      sessionId: "session",
      appId: "11111111-2222-4333-8444-555555555555",
      host: { name: "Teams", clientType: "web", sessionId: "session" },
    },
    page: { id: "ombord", frameContext, subPageId: options.subPageId ?? "" },
    user: { id: "user", tenant: { id: "tenant" } },
  });
  const supports = { pages: { backStack: {}, config: {}, tabs: {} }, themes: {} };
  const runtime = { apiVersion: 4, hostVersionsInfo: {}, isLegacyTeams: false, supports };
  const legacyContext = () => ({
    ...context().app,
    entityId: "ombord",
    subEntityId: options.subPageId ?? "",
    locale: options.locale,
    theme,
    frameContext,
    channelId: options.channelId,
  });

  function nextToken(): string {
    return waiting.shift() ?? token;
  }

  function answer(func: string, args: unknown[]): unknown[] | undefined {
    switch (func) {
      case "initialize":
        return [frameContext, "web", JSON.stringify(runtime), "2.58.0"];
      case "getContext":
        return [
          {
            ...legacyContext(),
            hostName: "Teams",
            hostClientType: "web",
            appSessionId: "session",
            appId: context().app.appId,
          },
        ];
      case "authentication.getAuthToken": {
        const given = nextToken();
        return given === "" ? [false, "resourceRequiresConsent"] : [true, given];
      }
      case "settings.setSettings":
        configs.push(args[0]);
        return [true];
      default:
        return undefined;
    }
  }
  window.addEventListener("message", ({ data, source }) => {
    if (source !== frame?.contentWindow || typeof data?.func !== "string") return;
    called.push(data.func);
    if (silent.includes(data.func)) return;
    const args = answer(data.func, data.args ?? []);
    if (args === undefined) return;
    frame?.contentWindow?.postMessage({ id: data.id, uuidAsString: data.uuidAsString, uuid: data.uuid, args }, "*");
  });
  Object.assign(window, {
    host: {
      called,
      configs,
      press: () => frame?.contentWindow?.postMessage({ func: "backButtonPress", args: [] }, "*"),
      speak() {
        silent = [];
      },
      save: () => frame?.contentWindow?.postMessage({ func: "settings.save", args: [{}] }, "*"),
      changeTheme(name: string) {
        theme = name;
        frame?.contentWindow?.postMessage({ func: "themeChange", args: [name] }, "*");
      },
      changeToken(value: string) {
        token = value;
      },
    },
  });
}
