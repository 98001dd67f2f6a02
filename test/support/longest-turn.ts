import { threadMs } from "./least-cost.ts";

/**
 * How long others wait for their turn while something is under way: the most processor time, in milliseconds, that this
 * thread spends without letting a timer in. Counted so, other programs on the machine make nothing look slower.
 */
export async function longestTurn(run: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let before = threadMs();
  const look = () => {
    const now = threadMs();
    longest = Math.max(longest, now - before);
    before = now;
  };
  const timer = setInterval(look, 1);
  try {
    await run();
    look();
    return longest;
  } finally {
    clearInterval(timer);
  }
}
