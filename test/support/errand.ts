import type { Store } from "../../bot/store/store.ts";
import type { Errand } from "../../bot/use-cases/errand.ts";
import { loadDirectory } from "../../bot/use-cases/load-directory.ts";
import { tenant } from "./bot.ts";

/** What somebody of the demo municipality begins a use case with, as a request makes it. */
export async function errandOf(store: Store, personId: string, now: string): Promise<Errand> {
  return { store, actor: { tenantId: tenant, personId }, directory: await loadDirectory(store, tenant), now };
}
