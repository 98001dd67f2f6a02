import type { NoToken } from "../domain/token-trouble.ts";
import type { ConnectorToken } from "./connector-token.ts";
import { tokenTrouble } from "./token-trouble.ts";

/** The page that asks does so every ten seconds, and whoever sends asks for themselves. */
const askEveryMs = 30_000;
/** A page waits no longer for what stands beside its figures; the next time it is known. */
const patienceMs = 1_500;

/**
 * Why Entra gives no token, for a page that shows it: null when it does. Entra is asked now and then only, and who waits
 * too long for its answer is told what was known before.
 */
export function watchToken(token: ConnectorToken, nowMs = Date.now): () => Promise<NoToken | null> {
  let known: NoToken | null = null;
  let askedMs = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> = Promise.resolve();

  async function ask(): Promise<void> {
    known = await token().then(() => null, tokenTrouble);
  }
  return async () => {
    if (nowMs() - askedMs >= askEveryMs) {
      askedMs = nowMs();
      asking = ask();
    }
    let timer: NodeJS.Timeout | undefined;
    const waited = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, patienceMs);
    });
    await Promise.race([asking, waited]);
    clearTimeout(timer);
    return known;
  };
}
