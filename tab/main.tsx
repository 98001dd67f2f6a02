import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode, startTransition } from "react";
import { createRoot } from "react-dom/client";
import type { BarriersAnswer, FirstView, TrialsAnswer } from "../bot/api/contract.ts";
import { ApiError } from "./api.ts";
import { App } from "./app.tsx";
import { unfoldOnPaper } from "./components/printing.ts";
import type { BarrierList } from "./pages/barriers/use-barriers.ts";
import type { Session } from "./session.ts";

/** Worth asking again: nothing came back, or the other side was in trouble. A refusal stays a refusal. */
function isWorthRetrying(error: Error): boolean {
  return error instanceof ApiError && (error.problem === null || error.problem.status >= 500);
}

/** Under which key the pages look for what the first view has brought: there already when they are drawn first, nothing moves. */
const keys: Readonly<Record<string, readonly unknown[]>> = {
  "/api/check-ins": ["check-ins"],
  "/api/adoption?weeks=12": ["adoption", 12, null],
  "/api/ambition": ["ambition"],
  "/api/attention": ["attention", null],
  "/api/causes": ["causes", null],
  "/api/barriers/choices": ["barrier-choices"],
  "/api/barriers/figures?weeks=12": ["barrier-figures"],
  "/api/admin/deliveries": ["deliveries"],
  "/api/admin/settings": ["settings"],
};

/** Those that the pages put together from several answers: only where the first one is all of it. */
const lists: Readonly<Record<string, (answer: unknown) => [key: readonly unknown[], data: unknown][]>> = {
  "/api/citizen-cases?show=start&limit=10": (answer) => [
    [["citizen-cases", "show=start&limit=10"], { pages: [answer], pageParams: [""] }],
  ],
  "/api/barriers?limit=200": (answer) =>
    wholeOf<BarriersAnswer>(answer, ({ items }) => {
      const list: BarrierList = { items, isWhole: true, readAt: Date.now() };
      return [false, true].map((withClosed) => [["barriers", "", withClosed], list]);
    }),
  "/api/trials?state=running&limit=100": (answer) =>
    wholeOf<TrialsAnswer>(answer, ({ items }) => [[["trials", "running"], items]]),
  "/api/trials?state=finished&limit=100": (answer) =>
    wholeOf<TrialsAnswer>(answer, ({ items }) => [[["trials", "finished"], items]]),
};

function wholeOf<T extends { next?: string }>(
  answer: unknown,
  read: (whole: T) => [key: readonly unknown[], data: unknown][],
) {
  const given = answer as T;
  return given.next === undefined ? read(given) : [];
}

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
    const known = key === undefined ? (lists[path]?.(answer) ?? []) : [[key, answer] as const];
    for (const [at, data] of known) queries.setQueryData(at, data);
    if (known.length === 0) api.keep(path, answer);
  }
  unfoldOnPaper();
  // In slices, so that a slow machine still takes a press or a scroll in between.
  startTransition(() =>
    createRoot(root).render(
      <StrictMode>
        <QueryClientProvider client={queries}>
          <App host={host} api={api} firstText={text} />
        </QueryClientProvider>
      </StrictMode>,
    ),
  );
}
