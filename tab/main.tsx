import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import type { FirstView } from "../bot/api/contract.ts";
import { ApiError } from "./api.ts";
import { App } from "./app.tsx";
import type { Session } from "./session.ts";

/** Worth asking again: nothing came back, or the other side was in trouble. A refusal stays a refusal. */
function isWorthRetrying(error: Error): boolean {
  return error instanceof ApiError && (error.problem === null || error.problem.status >= 500);
}

/** Under which key the pages look for what the first view has brought. */
const keys: Readonly<Record<string, readonly unknown[]>> = {
  "/api/check-ins": ["check-ins"],
  "/api/adoption?weeks=12": ["adoption", 12, null],
  "/api/ambition": ["ambition"],
  "/api/attention": ["attention", null],
};

/** Draws the tab with what has been fetched for the first view; everything later is fetched as it is opened. */
export function draw(root: HTMLElement, { host, api, text }: Session, first: FirstView | undefined): void {
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
  if (first !== undefined) queries.setQueryData(["me"], first.me);
  for (const { path, answer } of first?.views ?? []) {
    const key = keys[path];
    if (key === undefined) api.keep(path, answer);
    else queries.setQueryData(key, answer);
  }
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <App host={host} api={api} firstText={text} />
      </QueryClientProvider>
    </StrictMode>,
  );
}
