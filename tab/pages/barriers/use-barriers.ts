import { type QueryClient, useIsMutating, useQuery, useQueryClient } from "@tanstack/react-query";
import type { BarrierItem, BarriersAnswer } from "../../../bot/api/contract.ts";
import { openStatuses } from "../../../bot/domain/vocabulary.ts";
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
/** Of what is open the server sorts all for every page, so pages are large. */
const openPageSize = 500;
const openOnly = openStatuses.join(",");

/**
 * The barriers that match, kept up to date while the page is looked at: the first page holds what changed last, and
 * answers 304 when nothing did. Beyond it only what is open is read, unless the closed ones are asked for too: over the
 * years they grow to be most of them.
 */
export function useBarriers(search: string, withClosed: boolean) {
  const { api } = useSession();
  const queries = useQueryClient();
  const isMoving = useIsMutating({ mutationKey: [barriersKey] }) > 0;
  const key = [barriersKey, search, withClosed];
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => readList(api, queries, { key, search, withClosed }, signal),
    refetchInterval: isMoving ? false : pollMs,
    staleTime: pollMs,
    // With or without the closed ones, the others stay in sight.
    placeholderData: (list: BarrierList | undefined, query) => (query?.queryKey[1] === search ? list : undefined),
    // What is unchanged is kept by its id below: two thousand items compared by their place would all be new.
    structuralSharing: false,
  });
}

async function readList(
  api: Api,
  queries: QueryClient,
  { key, search, withClosed }: { key: unknown[]; search: string; withClosed: boolean },
  signal: AbortSignal,
): Promise<BarrierList> {
  const before = queries.getQueryData<BarrierList>(key);
  const isUpdate = before?.isWhole === true && Date.now() - before.readAt < wholeEveryMs;
  const known = new Map(before?.items.map((item) => [item.id, item]));
  const read = new Map<string, BarrierItem>();
  const readPage = async (path: string) => {
    const page = await api.get<BarriersAnswer>(path, signal);
    for (const item of page.items) if (!read.has(item.id)) read.set(item.id, keepSame(known.get(item.id), item));
    // The first time, what has come is shown while the rest is fetched.
    if (page.next !== undefined && before === undefined) {
      queries.setQueryData<BarrierList>(key, { items: [...read.values()], isWhole: false, readAt: 0 });
    }
    return page;
  };
  const first = await readPage(pagePath({ search, size: pageSize }));
  const last = first.items.at(-1);
  const isCaughtUp = last !== undefined && known.get(last.id)?.updatedAt === last.updatedAt;
  if (first.next !== undefined && isUpdate && isCaughtUp) {
    const rest = before.items.filter(({ id }) => !read.has(id));
    return keepSameList(before, { items: [...read.values(), ...rest], isWhole: true, readAt: before.readAt });
  }
  const others = withClosed ? { search, size: pageSize } : { search, size: openPageSize, status: openOnly };
  let isMore = first.next !== undefined;
  let next = withClosed ? first.next : undefined;
  while (isMore) {
    next = (await readPage(pagePath({ ...others, next }))).next;
    isMore = next !== undefined;
  }
  return keepSameList(before, { items: [...read.values()], isWhole: true, readAt: Date.now() });
}

/** A card is drawn again only when its barrier is another one than before. */
function keepSame(before: BarrierItem | undefined, now: BarrierItem): BarrierItem {
  // What others do to those that are the same, and a date that comes, is no change of its own.
  const isSame =
    before?.version === now.version &&
    before.updatedAt === now.updatedAt &&
    before.teams === now.teams &&
    before.overdueSince === now.overdueSince;
  return isSame ? before : now;
}

function keepSameList(before: BarrierList | undefined, now: BarrierList): BarrierList {
  const isSame =
    before?.isWhole === true &&
    before.items.length === now.items.length &&
    before.items.every((item, index) => item === now.items[index]);
  return isSame ? { ...now, items: before.items } : now;
}

function pagePath(asked: { search: string; size: number; status?: string; next?: string | undefined }): string {
  const query = new URLSearchParams(asked.search);
  query.set("limit", String(asked.size));
  if (asked.status !== undefined) query.set("status", asked.status);
  if (asked.next !== undefined) query.set("page", asked.next);
  return `/api/barriers?${query}`;
}
