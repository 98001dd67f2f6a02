import type { Container } from "@azure/cosmos";
import type { Attempts } from "./patience.ts";
import { cosmosReadMany, type SqlQuery } from "./sql.ts";

/** What one operation works with; `charge` adds up its request units. */
export interface Call {
  container: Container;
  now: number;
  charge: (requestUnits: number) => void;
  attempts: Attempts;
}

/** An item of the container, as far as it is read. */
export interface Item {
  id: string;
  key: string;
  _etag: string;
  expiresAt: number | null;
  value: unknown;
  /** The commit that wrote it; missing in what was written before commits had a name. */
  commit?: string;
}

/** A point read; undefined when there is none. Charges its request units to the call. */
export async function readItem(call: Call, tenantId: string, id: string): Promise<Item | undefined> {
  const response = await call.container.item(id, tenantId).read<Item>();
  call.charge(response.requestCharge);
  return response.resource;
}

/** A point read for one, a query for several; expired items may be among them. */
export async function readIds(call: Call, tenantId: string, ids: readonly string[]): Promise<Item[]> {
  const [id] = ids;
  if (id === undefined) return [];
  if (ids.length > 1) return fetchItems(call, tenantId, cosmosReadMany(ids, tenantId), ids.length);
  const item = await readItem(call, tenantId, id);
  return item === undefined ? [] : [item];
}

/** The server may answer in several pages, whatever is asked of it. */
export async function fetchItems<T = Item>(
  call: Call,
  tenantId: string,
  query: SqlQuery,
  atMost: number,
): Promise<T[]> {
  const items: T[] = [];
  const maxItemCount = Number.isFinite(atMost) ? atMost : -1;
  const pages = call.container.items.query<T>(query, { partitionKey: tenantId, maxItemCount });
  while (items.length < atMost && pages.hasMoreResults()) {
    const page = await pages.fetchNext();
    call.charge(page.requestCharge);
    items.push(...(page.resources ?? []));
  }
  return items.slice(0, atMost);
}

/** Whether its time is over at `now` (epoch milliseconds): Cosmos DB removes it a little later. */
export function hasExpired(item: Item, now: number): boolean {
  return item.expiresAt !== null && item.expiresAt <= now;
}
