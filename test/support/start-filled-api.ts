import type { Store } from "../../bot/store/store.ts";
import { freshStore } from "./fresh-store.ts";
import { type RunningApi, startApi } from "./start-api.ts";

export interface FilledApi extends RunningApi {
  store: Store;
}

/** The API with what `fill` puts into a store of its own, which `stop` removes. */
export async function startFilledApi(now: string, fill: (store: Store) => Promise<unknown>): Promise<FilledApi> {
  const { store, dispose } = await freshStore();
  await fill(store);
  const api = await startApi({ store, now });
  return {
    ...api,
    store,
    async stop() {
      await api.stop();
      await dispose();
    },
  };
}
