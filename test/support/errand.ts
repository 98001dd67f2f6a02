import type { Store } from "../../bot/store/store.ts";
import type { Errand } from "../../bot/use-cases/errand.ts";
import { loadDirectory } from "../../bot/use-cases/load-directory.ts";
import { tenant } from "./bot.ts";

/** What somebody begins a use case with, as a request makes it; of the demo municipality unless told. */
export async function errandOf(store: Store, personId: string, now: string, tenantId = tenant): Promise<Errand> {
  return { store, actor: { tenantId, personId }, directory: await loadDirectory(store, tenantId), now };
}
