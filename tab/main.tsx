import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { ApiError, createApi } from "./api.ts";
import { App } from "./app.tsx";
import { connectHost } from "./connect-host.ts";
import { languageOf } from "./host.ts";
import { loadText } from "./language.ts";
import { navigate } from "./router.ts";
import "./styles/base.css";

/** Worth asking again: nothing came back, or the other side was in trouble. A refusal stays a refusal. */
function isWorthRetrying(error: Error): boolean {
  return error instanceof ApiError && (error.problem === null || error.problem.status >= 500);
}

/** The host did not answer: without it nobody can sign in, so say what to do instead of showing nothing. */
async function sayNoHost(root: HTMLElement): Promise<void> {
  const { state } = await loadText(languageOf(navigator.language));
  root.setAttribute("role", "alert");
  root.className = "no-host";
  root.textContent = state.noHost;
}

async function start(root: HTMLElement): Promise<void> {
  const host = await connectHost();
  const text = await loadText(host.language);
  if (host.deepLink !== null) navigate(host.deepLink, true);
  const api = createApi(host, () => document.documentElement.lang);
  const queries = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (count, error) => count < 1 && isWorthRetrying(error),
        networkMode: "always",
      },
      mutations: { networkMode: "always" },
    },
  });
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <App host={host} api={api} firstText={text} />
      </QueryClientProvider>
    </StrictMode>,
  );
}

const root = document.getElementById("root");
if (root !== null) start(root).catch(() => sayNoHost(root));
