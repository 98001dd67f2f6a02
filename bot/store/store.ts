import type { SoughtWord } from "../domain/folded-words.ts";
import type { StoreTrouble } from "../domain/store-trouble.ts";
import type { Documents, IndexedField, Kind } from "./documents.ts";

/** One stored document. `etag` changes with every write. */
export interface Stored<K extends Kind> {
  kind: K;
  key: string;
  etag: string;
  value: Documents[K];
  /** When the store may forget the document, as an instant in UTC; absent for never. */
  expiresAt?: string;
}

/**
 * The fields to match, each equal to the value or to one of a list. An empty list matches nothing, and so does a
 * document whose field is null or absent.
 */
export type Where<K extends Kind> = Partial<Record<IndexedField<K>, string | readonly string[]>>;

export interface Query<K extends Kind> {
  where?: Where<K>;
  /** Each of them is among the words of the document (`wordsOf`), as a beginning or exactly. For a kind that has words only. */
  words?: readonly SoughtWord[];
  /**
   * For whoever goes through everything: those of which key or content hold one of these texts, in whatever case, are found; a
   * store may answer with others too.
   */
  saying?: readonly string[];
  /** Half-open on one indexed field: `from` ≤ value < `before`. */
  range?: { field: IndexedField<K>; from?: string; before?: string };
  /**
   * By one indexed field, ties by key in the same direction; by key unless told. Documents whose field is null or absent
   * are left out.
   */
  order?: { field: IndexedField<K>; descending?: boolean };
  /** At most 1000 documents; 100 unless told. */
  limit?: number;
  /** The `next` of the page before, for the same query. */
  page?: string;
}

export interface Page<K extends Kind> {
  items: Stored<K>[];
  /** Opaque; absent on the last page. What is created meanwhile neither repeats nor hides a document. */
  next?: string;
}

interface Write<K extends Kind> {
  kind: K;
  key: string;
  value: Documents[K];
  /** When the store may forget the document, as an instant in UTC. */
  expiresAt?: string;
}

export type Change = {
  [K in Kind]:
    | ({ op: "create" } & Write<K>)
    | ({ op: "replace"; etag: string } & Write<K>)
    | { op: "delete"; kind: K; key: string; etag: string };
}[Kind];

export type Reference = { kind: Kind; key: string };

/** What {@link Store.readMany} returns for a list of references: the documents in the same order, missing ones undefined. */
export type ReadMany<R extends readonly Reference[]> = {
  [I in keyof R]: R[I] extends { kind: infer K extends Kind } ? Stored<K> | undefined : never;
};

/** A query with the kind it is about. */
export type KindQuery = { [K in Kind]: { kind: K; query: Query<K> } }[Kind];

/** What {@link Store.queryMany} returns for a list of queries: the page of each, in the same order. */
export type QueryMany<Q extends readonly KindQuery[]> = {
  [I in keyof Q]: Q[I] extends { kind: infer K extends Kind } ? Page<K> : never;
};

/**
 * The only way to state. Every call names a tenant, and nothing crosses tenants.
 * An expired document is never returned, whether or not it has been swept yet.
 */
export interface Store {
  read<K extends Kind>(tenantId: string, kind: K, key: string): Promise<Stored<K> | undefined>;
  /** One operation, whatever the number of references (at most 100). */
  readMany<const R extends readonly Reference[]>(tenantId: string, references: R): Promise<ReadMany<R>>;
  /**
   * Throws `RangeError` for a field that is not indexed, a value to match that is missing, or a limit outside 1–1000, and
   * `OmbordError("invalid")` for a `page` that this query did not give out.
   */
  query<K extends Kind>(tenantId: string, kind: K, query?: Query<K>): Promise<Page<K>>;
  /** Several queries at once, of one kind or many: whoever asks waits for one answer. Each costs what it costs alone. */
  queryMany<const Q extends readonly KindQuery[]>(tenantId: string, queries: Q): Promise<QueryMany<Q>>;
  /**
   * The etag of every document of the kind, by key: tells whoever keeps what they have read which of it has changed, for
   * much less than reading it again. One operation.
   */
  etags(tenantId: string, kind: Kind): Promise<ReadonlyMap<string, string>>;
  /** Every tenant that has documents: for copies of the whole store, the one call that names no tenant. */
  tenantIds(): Promise<string[]>;
  /**
   * All changes or none. Create demands that the document does not exist; replace and delete demand the etag.
   * Returns the new etags in the order of the changes (empty string for a delete).
   * Throws {@link Conflict} when a condition fails, and `RangeError` for more than `maxChanges` changes
   * or for two changes of one document.
   */
  commit(tenantId: string, changes: readonly Change[]): Promise<string[]>;
  /** The most changes that one commit can take. */
  readonly maxChanges: number;
  /** Takes what was deleted or replaced before out of whatever the store keeps beside its documents: a log, and former copies. */
  scrub(): Promise<void>;
  /** Resolves when the store does what the service needs, which is also to keep what is new; else rejects with {@link StoreUnusable}. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** A condition of a commit failed: somebody else wrote in between. Nothing of the commit was stored. */
export class Conflict extends Error {
  override name = "Conflict";
}

/** The store cannot do what it is asked; `message` is one sentence for the operator and holds no content. */
export class StoreUnusable extends Error {
  override name = "StoreUnusable";
  readonly trouble: StoreTrouble;
  /** The cause for the log, such as `disk full` or `429 in batch`. */
  readonly code: string;

  constructor(message: string, about: { trouble?: StoreTrouble; code?: string; cause?: unknown } = {}) {
    super(message, about.cause === undefined ? undefined : { cause: about.cause });
    this.trouble = about.trouble ?? "silent";
    this.code = about.code ?? this.trouble;
  }
}

/** What keeps the store from working now; null when it is ready. */
export function troubleOf(store: Pick<Store, "ping">): Promise<StoreTrouble | null> {
  return store.ping().then(
    () => null,
    (error: unknown) => (error instanceof StoreUnusable ? error.trouble : "silent"),
  );
}

/** Of what was read together, the documents of one kind. */
export function ofKind<K extends Kind>(kind: K, found: readonly (Stored<Kind> | undefined)[]): Stored<K>[] {
  return found.filter((one): one is Stored<K> => one?.kind === kind);
}

/** What {@link queryAllTogether} returns: everything that each query matches. */
type AllOf<Q extends readonly KindQuery[]> = {
  [I in keyof Q]: Q[I] extends { kind: infer K extends Kind } ? Stored<K>[] : never;
};

/** Everything that each of the queries matches: one wait for the next page of all of them. */
export async function queryAllTogether<const Q extends readonly KindQuery[]>(
  store: Store,
  tenantId: string,
  queries: Q,
): Promise<AllOf<Q>> {
  const found: Stored<Kind>[][] = queries.map(() => []);
  let open = queries.map(({ kind, query }, index) => ({ index, kind, query: { limit: 1000, ...query } }));
  while (open.length > 0) {
    const pages: readonly Page<Kind>[] = await store.queryMany(tenantId, open as KindQuery[]);
    open = open.flatMap((asked, n) => {
      const { items = [], next } = pages[n] ?? {};
      found[asked.index]?.push(...items);
      return next === undefined ? [] : [{ ...asked, query: { ...asked.query, page: next } }];
    });
  }
  return found as AllOf<Q>;
}

/** Every document that matches, page by page. */
export async function* queryAll<K extends Kind>(
  store: Store,
  tenantId: string,
  kind: K,
  query: Omit<Query<K>, "page"> = {},
): AsyncGenerator<Stored<K>> {
  let page: string | undefined;
  do {
    const answer: Page<K> = await store.query(tenantId, kind, { limit: 1000, ...query, page });
    yield* answer.items;
    page = answer.next;
  } while (page !== undefined);
}
