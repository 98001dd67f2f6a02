import { FluentProvider } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { type ComponentType, lazy, Suspense, useEffect, useState } from "react";
import type { Me, PageId } from "../bot/api/contract.ts";
import type { Language } from "../bot/domain/vocabulary.ts";
import type { TabText } from "../bot/text/da/tab.ts";
import { hrefOf } from "./address.ts";
import type { Api } from "./api.ts";
import { PageBoundary } from "./components/page-boundary.tsx";
import { ErrorState, Loading, Message } from "./components/states.tsx";
import { choosePersona, chosenPersona, type Host } from "./host.ts";
import { loadText } from "./language.ts";
import { loadedPages, loadPage } from "./pages.ts";
import { useRoute } from "./router.ts";
import { MeContext, SessionContext, useMe, useSession } from "./session.ts";
import { Shell } from "./shell.tsx";
import { themeOf } from "./theme.ts";

/** Where a page is opened that was not fetched ahead. */
const laterPages = new Map<PageId, ComponentType>();

function pageOf(id: PageId): ComponentType {
  const known = laterPages.get(id) ?? loadedPages[id];
  if (known !== undefined) return known;
  const page = lazy(async () => ({ default: await loadPage(id) }));
  laterPages.set(id, page);
  return page;
}

const ConfigPage = lazy(async () => ({ default: (await import("./pages/config.tsx")).ConfigPage }));
const CasePage = lazy(async () => ({ default: (await import("./pages/case-page/case-page.tsx")).CasePage }));
const AboutPage = lazy(async () => ({ default: (await import("./pages/about.tsx")).AboutPage }));
const PersonaPicker = lazy(async () => ({ default: (await import("./pages/persona-picker.tsx")).PersonaPicker }));

export function App({ host, api, firstText }: { host: Host; api: Api; firstText: TabText }) {
  const [theme, setTheme] = useState(host.theme);
  const [text, setText] = useState(firstText);
  useEffect(() => host.onThemeChange(setTheme), [host]);
  useEffect(() => {
    document.documentElement.lang = text.locale.slice(0, 2);
  }, [text]);

  const isConfiguring = useRoute().parts[0] === "config";
  const isChoosing = host.kind === "browser" && chosenPersona() === null;
  // Inside a host its language rules; alone in a browser the person's own does.
  const setLanguage =
    host.kind === "browser" ? (language: Language) => void loadText(language).then(setText) : undefined;
  return (
    // Fluent gives its class to what it draws over the page too, so it holds no more than colours.
    <FluentProvider theme={themeOf(theme)} className={`theme theme-${theme}`}>
      <SessionContext value={{ host, api, text }}>
        <div className="app" data-theme={theme}>
          <Suspense fallback={<Loading />}>
            {isConfiguring ? (
              <ConfigPage />
            ) : isChoosing ? (
              <PersonaPicker onChoose={startAs} />
            ) : (
              <Personal onLanguage={setLanguage} />
            )}
          </Suspense>
        </div>
      </SessionContext>
    </FluentProvider>
  );
}

/** A new person starts afresh: nothing of what the one before saw stays in memory. */
function startAs(upn: string | null): void {
  choosePersona(upn);
  window.location.assign(hrefOf("/"));
}

function Personal({ onLanguage }: { onLanguage?: (language: Language) => void }) {
  const { host, api, text } = useSession();
  const me = useQuery({ queryKey: ["me"], queryFn: ({ signal }) => api.get<Me>("/api/me", signal) });
  const language = me.data?.language;
  useEffect(() => {
    if (language !== undefined) onLanguage?.(language);
  }, [language, onLanguage]);
  const isSettled = !me.isPending;
  useEffect(() => {
    if (isSettled) host.ready();
  }, [host, isSettled]);

  const [first, second] = useRoute().parts;
  const isAbout = first === "about";
  if (me.isPending) return <Loading />;
  // Whoever cannot get in must still be able to read whom to tell.
  if (me.isError && isAbout && second === "accessibility") {
    return (
      <main>
        <AboutPage about="accessibility" />
      </main>
    );
  }
  if (me.isError) {
    return (
      <main>
        <ErrorState isPage error={me.error} onRetry={() => void me.refetch()} />
      </main>
    );
  }
  const onChangePersona = host.kind === "browser" ? () => startAs(null) : undefined;
  return (
    <MeContext value={me.data}>
      <Shell onChangePersona={onChangePersona}>
        {me.data.pages.length === 0 && !isAbout ? (
          <Message isPage title={text.shell.titleSuffix} body={text.state.noPages} />
        ) : (
          <CurrentPage />
        )}
      </Shell>
    </MeContext>
  );
}

function CurrentPage() {
  const me = useMe();
  const { text } = useSession();
  const [wanted, part, id] = useRoute().parts;
  const page = wanted === undefined ? me.pages[0] : me.pages.find((id) => id === wanted);
  const Page = page === undefined ? undefined : pageOf(page);
  const about =
    wanted === "about" && (part === "med" || part === "data" || part === "accessibility") ? part : undefined;
  const missing = about === undefined ? text.state.notFoundTitle : text.about[about];
  const title = page === undefined ? missing : text.pages[page];
  useEffect(() => {
    document.title = `${title} – ${text.shell.titleSuffix}`;
  }, [title, text]);
  if (about !== undefined) {
    return (
      <Suspense fallback={<Loading />}>
        <AboutPage about={about} />
      </Suspense>
    );
  }
  if (wanted === "case" && part !== undefined && id !== undefined) {
    return (
      <Suspense fallback={<Loading />}>
        <CasePage kind={part} id={id} />
      </Suspense>
    );
  }
  if (Page === undefined) {
    return (
      <Message
        isPage
        title={text.state.notFoundTitle}
        body={text.state.notFound}
        link={{ to: "/", label: text.state.toStart }}
      />
    );
  }
  return (
    <PageBoundary key={page}>
      <Suspense fallback={<Loading />}>
        <Page />
      </Suspense>
    </PageBoundary>
  );
}
