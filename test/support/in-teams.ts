import type { Browser, BrowserContext, FrameLocator, Page } from "playwright-core";
import { loadConfig } from "../../bot/config.ts";
import type { Store } from "../../bot/store/store.ts";
import { launchChromium } from "./chromium.ts";
import { freshStore } from "./fresh-store.ts";
import { fillMunicipality } from "./municipality.ts";
import { startOpenIdServer } from "./openid-server.ts";
import { startApi } from "./start-api.ts";
import { type HostOptions, teamsHostPage, teamsHostUrl } from "./teams-host.ts";

// As Entra writes tenant ids: the local one is no well-formed GUID to a strict reader.
export const teamsTenant = "5f0c2a9e-6d1b-4c3e-9a57-2b8d4e6f1a99";
const appId = "44444444-4444-4444-8444-444444444444";

/** Of the fixture municipality, as Entra knows them. */
export const entra = {
  leader: "0a7b0000-0000-4000-8000-000000000001",
  navigator: "0a7b0000-0000-4000-8000-000000000016",
  manager: "0a7b0000-0000-4000-8000-000000000020",
  admin: "0a7b0000-0000-4000-8000-000000000024",
};

/** `atOnce`: the page's clock can be put forward. */
type Asked = Partial<HostOptions> & { token: string; width?: number; atOnce?: boolean };

export interface InTeams {
  browser: Browser;
  url: string;
  /** A token as Entra signs it; one that has run out with a negative time. */
  tokenFor(oid: string, expiresInSeconds?: number): Promise<string>;
  open(options: Asked, path?: string): Promise<{ page: Page; tab: FrameLocator }>;
  closePages(): Promise<void>;
  stop(): Promise<void>;
}

/** The service as in production, its tokens signed by a server of our own, and a host that shows the tab in a frame. */
export async function startInTeams(now: string, fill?: (store: Store) => Promise<void>): Promise<InTeams> {
  const fresh = await freshStore();
  const openId = await startOpenIdServer();
  await fillMunicipality(fresh.store, teamsTenant, now);
  await fill?.(fresh.store);
  const config = loadConfig({
    BOT_APP_ID: appId,
    BOT_TENANT_ID: teamsTenant,
    BOT_APP_SECRET: "secret",
    PUBLIC_URL: "https://ombord.example",
    ENTRA_AUTHORITY: openId.url,
    ALLOWED_TENANTS: teamsTenant,
  });
  const api = await startApi({ store: fresh.store, now, config });
  const browser = await launchChromium();
  const pages: Page[] = [];
  let shared: BrowserContext | undefined;

  async function newContext(): Promise<BrowserContext> {
    const permissions = ["local-network-access", "clipboard-read", "clipboard-write"];
    const view = { locale: "da-DK", reducedMotion: "reduce" } as const;
    return browser
      .newContext({ ...view, permissions })
      .catch(() => browser.newContext({ ...view, permissions: permissions.slice(1) }));
  }
  async function open({ width = 1024, atOnce = false, ...options }: Asked, path = "/tab/") {
    shared ??= await newContext();
    const page = await shared.newPage();
    pages.push(page);
    await page.setViewportSize({ width, height: width < 500 ? 812 : 768 });
    if (atOnce) await page.clock.install();
    const body = teamsHostPage(`${api.url}${path}`, { locale: "da-dk", theme: "default", ...options });
    await page.route(teamsHostUrl, (route) => route.fulfill({ contentType: "text/html", body }));
    await page.goto(teamsHostUrl);
    return { page, tab: page.frameLocator("iframe") };
  }
  async function closePages() {
    for (const page of pages.splice(0)) await page.close();
  }
  return {
    browser,
    url: api.url,
    tokenFor(oid, expiresInSeconds = 3600) {
      const exp = Math.floor(Date.parse(now) / 1000) + expiresInSeconds;
      const iss = `${openId.url}/${teamsTenant}/v2.0`;
      return openId.sign({ aud: appId, iss, tid: teamsTenant, oid, ver: "2.0", scp: "access_as_user", exp });
    },
    open,
    closePages,
    async stop() {
      await browser.close();
      await api.stop();
      await openId.stop();
      await fresh.dispose();
    },
  };
}

export interface HostWindow {
  host: {
    called: string[];
    configs: Record<string, unknown>[];
    press(): void;
    speak(): void;
    save(): void;
    changeTheme(to: string): void;
    changeToken(to: string): void;
  };
}

/** Runs in the host's page, with its half of the conversation. */
export const inHost = <T>(page: Page, run: (host: HostWindow["host"]) => T): Promise<T> =>
  page.evaluate(`(${run.toString()})(window.host)`) as Promise<T>;

export const tellHost = (page: Page, what: "changeTheme" | "changeToken", value: string): Promise<void> =>
  page.evaluate(([name, word]) => (window as unknown as HostWindow).host[name as "changeTheme"](word ?? ""), [
    what,
    value,
  ] as const);
