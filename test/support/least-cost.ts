/** How much slower than at rest the machine may be that tests run on. */
const busyFactor = 5;
const readings = 5;

/**
 * What may be asserted where a thing should cost at most so many milliseconds: that itself with `LONG=1`, which runs on a machine at
 * rest, and five times as much in the gate. What costs its square takes seconds there too.
 */
export function allowedMs(meantMs: number): number {
  return process.env.LONG === "1" ? meantMs : meantMs * busyFactor;
}

/**
 * The least of some readings of what one thing costs, in milliseconds: other programs share the machine's caches and cores, collecting
 * comes on top, and what is slow by itself is slow every time. The first that may be asserted ends it, and one that is hopeless.
 */
export async function leastMs(meantMs: number, read: () => number | Promise<number>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let reading = 0; reading < readings; reading++) {
    least = Math.min(least, await read());
    if (least <= allowedMs(meantMs) || least > meantMs * busyFactor * 10) break;
  }
  return least;
}

/** Milliseconds of this thread's processor time so far. */
export function threadMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** What one call costs this thread, in milliseconds of processor time. */
export function costMs(run: () => unknown): number {
  const before = threadMs();
  run();
  return threadMs() - before;
}
