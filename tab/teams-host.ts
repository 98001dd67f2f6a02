import { stepBack } from "./address.ts";
import { type Host, languageOf, SignInError, type ThemeName } from "./host.ts";

type TeamsJs = typeof import("@microsoft/teams-js");
type Context = Awaited<ReturnType<TeamsJs["app"]["getContext"]>>;

/** Shown by Teams, Microsoft 365 or Outlook, in a personal tab, in a channel, or where a channel's tab is set up. */
export async function teamsHost(): Promise<Host> {
  const teams = await import("@microsoft/teams-js");
  const { app, pages } = teams;
  await inTime(app.initialize());
  const context = await inTime(app.getContext());
  app.notifyAppLoaded();
  const listeners = new Set<(theme: ThemeName) => void>();
  app.registerOnThemeChangeHandler((name) => {
    for (const listener of listeners) listener(themeOf(name));
  });
  // What this handler does not take, the host goes back from itself.
  if (pages.backStack.isSupported()) pages.backStack.registerBackButtonHandler(stepBack);
  const isSettingUp = context.page.frameContext === "settings";
  return {
    kind: "teams",
    isSettingUp,
    language: languageOf(context.app.locale),
    theme: themeOf(context.app.theme),
    deepLink: context.page.subPageId ? `/${context.page.subPageId.replace(/^\/+/, "")}` : null,
    onThemeChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    authorization: () => authorization(teams),
    ready: () => app.notifySuccess(),
    linkTo: (path) => linkTo(teams, context, path),
    copy: (text) => copy(teams, text),
    setUp(path) {
      if (isSettingUp) setUp(teams, path);
    },
  };
}

function themeOf(name: string | undefined): ThemeName {
  return name === "dark" || name === "contrast" || name === "glass" ? name : "default";
}

/** How the hosts say that the person, or their municipality, has not agreed that Ombord may know who they are. */
const refusals = /consent|cancelledbyuser|invalid_grant|interaction_required/i;

/** A host that has said nothing for this long is taken to say nothing: whoever waits is told, and given a way on. */
const patienceMs = 10_000;

/** Not every host answers, and TeamsJS waits a minute for it to begin and without end for a token. */
async function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new SignInError("signInSilent")), patienceMs);
  });
  return Promise.race([answer, silence]).finally(() => clearTimeout(timer));
}

async function authorization({ authentication }: TeamsJs): Promise<string> {
  try {
    return `Bearer ${await inTime(authentication.getAuthToken())}`;
  } catch (error) {
    if (error instanceof SignInError) throw error;
    const said = error instanceof Error ? error.message : String(error);
    throw new SignInError(refusals.test(said) ? "consentMissing" : "signInFailed");
  }
}

async function linkTo({ pages }: TeamsJs, context: Context, path: string): Promise<string> {
  const subPageId = path.replace(/^\/+/, "");
  const appId = context.app.appId?.toString();
  if (appId === undefined) {
    await pages.shareDeepLink({ subPageId, subPageLabel: document.title });
    return "";
  }
  const channelId = context.channel?.id;
  const query = new URLSearchParams({
    webUrl: `${window.location.origin}/tab${path}`,
    label: document.title,
    context: JSON.stringify({ subEntityId: subPageId, ...(channelId === undefined ? {} : { channelId }) }),
  });
  return `https://teams.microsoft.com/l/entity/${appId}/${encodeURIComponent(context.page.id)}?${query}`;
}

/** Some hosts keep the browser's own clipboard from a frame and offer theirs. */
async function copy({ clipboard }: TeamsJs, text: string): Promise<void> {
  if (clipboard.isSupported()) await clipboard.write(new Blob([text], { type: "text/plain" }));
  else await navigator.clipboard.writeText(text);
}

/** Tells the host what the channel's tab shall show; called anew for each choice, the last one counts. */
function setUp({ pages }: TeamsJs, path: string): void {
  const address = `${window.location.origin}/tab${path}`;
  pages.config.registerOnSaveHandler((saving) => {
    pages.config
      .setConfig({ entityId: "ombord", contentUrl: address, websiteUrl: address, suggestedDisplayName: "Ombord" })
      .then(
        () => saving.notifySuccess(),
        () => saving.notifyFailure(),
      );
  });
  pages.config.setValidityState(true);
}
