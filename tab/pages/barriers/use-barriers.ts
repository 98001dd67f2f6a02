import { type QueryClient, useIsMutating, useQuery, useQueryClient } from "@tanstack/react-query";
import type { BarrierItem, BarriersAnswer } from "../../../bot/api/contract.ts";
import type { Api } from "../../api.ts";
import { useSession } from "../../session.ts";

/** Everything that matches, put together from pages. */
export interface BarrierList {
  items: BarrierItem[];
  /** False while more pages are on their way. */
  isWhole: boolean;
  /** When all of it was last read, in milliseconds. */
  readAt: number;
}

export const barriersKey = "barriers";
const pollMs = 5_000;
/** What somebody else takes out of a filter shows in no page of changes, so the whole is read again now and then. */
const wholeEveryMs = 60_000;
const pageSize = 200;

/**
 * The barriers that match, kept up to date while the page is looked at: the first page holds what changed last, and
 * answers 304 when nothing did.
 */
export function useBarriers(search: string) {
  const { api } = useSession();
  const queries = useQueryClient();
  const isMoving = useIsMutating({ mutationKey: [barriersKey] }) > 0;
  const key = [barriersKey, search];
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => readList(api, queries, key, search, signal),
    refetchInterval: isMoving ? false : pollMs,
    staleTime: pollMs,
    // What is unchanged is kept by its id below: two thousand items compared by their place would all be new.
    structuralSharing: false,
  });
}

async function readList(
  api: Api,
  queries: QueryClient,
  key: string[],
  search: string,
  signal: AbortSignal,
): Promise<BarrierList> {
  const before = queries.getQueryData<BarrierList>(key);
  const isUpdate = before?.isWhole === true && Date.now() - before.readAt < wholeEveryMs;
  const known = new Map(before?.items.map((item) => [item.id, item]));
  const read = new Map<string, BarrierItem>();
  let next: string | undefined;
  do {
    const page = await api.get<BarriersAnswer>(pagePath(search, next), signal);
    for (const item of page.items) if (!read.has(item.id)) read.set(item.id, keepSame(known.get(item.id), item));
    next = page.next;
    const last = page.items.at(-1);
    const isCaughtUp = last !== undefined && known.get(last.id)?.updatedAt === last.updatedAt;
    if (next !== undefined && isUpdate && isCaughtUp) {
      const rest = before.items.filter(({ id }) => !read.has(id));
      return keepSameList(before, { items: [...read.values(), ...rest], isWhole: true, readAt: before.readAt });
    }
    // The first time, what has come is shown while the rest is fetched.
    if (next !== undefined && before === undefined) {
      queries.setQueryData<BarrierList>(key, { items: [...read.values()], isWhole: false, readAt: 0 });
    }
  } while (next !== undefined);
  return keepSameList(before, { items: [...read.values()], isWhole: true, readAt: Date.now() });
}

/** A card is drawn again only when its barrier is another one than before. */
function keepSame(before: BarrierItem | undefined, now: BarrierItem): BarrierItem {
  return before?.version === now.version && before.updatedAt === now.updatedAt ? before : now;
}

function keepSameList(before: BarrierList | undefined, now: BarrierList): BarrierList {
  const isSame =
    before?.isWhole === true &&
    before.items.length === now.items.length &&
    before.items.every((item, index) => item === now.items[index]);
  return isSame ? { ...now, items: before.items } : now;
}

function pagePath(search: string, next: string | undefined): string {
  const query = new URLSearchParams(search);
  query.set("limit", String(pageSize));
  if (next !== undefined) query.set("page", next);
  return `/api/barriers?${query}`;
}
