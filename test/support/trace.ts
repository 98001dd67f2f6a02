import type { Browser, Page } from "playwright-core";

interface TraceEvent {
  ph: string;
  name: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  /** Processor time in microseconds, as opposed to `dur`, which also counts waiting for a busy machine. */
  tdur?: number;
  args?: { name?: string };
}

/**
 * The processor time of each task that the page's main thread ran meanwhile, in milliseconds, the longest first;
 * only those that began before `performance.mark(until)`, when one is named.
 */
export async function mainThreadTasksMs(
  browser: Browser,
  page: Page,
  act: () => Promise<void>,
  until?: string,
): Promise<number[]> {
  const categories = ["toplevel", "devtools.timeline", "__metadata", "blink.user_timing"];
  await browser.startTracing(page, { categories });
  await act();
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 5000 })));
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const mainThreads = new Set(
    traceEvents
      .filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain")
      .map(({ pid, tid }) => `${pid}:${tid}`),
  );
  const mark = until === undefined ? undefined : traceEvents.find(({ name }) => name === until);
  if (until !== undefined && mark === undefined) throw new Error(`${until} was never marked`);
  const isTask = ({ ph, name, pid, tid }: TraceEvent) =>
    ph === "X" && name.endsWith("RunTask") && mainThreads.has(`${pid}:${tid}`);
  return traceEvents
    .filter((event) => isTask(event) && (mark === undefined || (event.ts < mark.ts && event.pid === mark.pid)))
    .map(({ tdur = 0 }) => tdur / 1000)
    .sort((a, b) => b - a);
}
