import type { Store } from "../../bot/store/store.ts";

export interface CountingStore {
  store: Store;
  /** What was asked of the store since the last call, in order; then it counts from nothing. */
  taken(): string[];
}

const reads = new Set(["read", "readMany", "query", "queryMany", "etags"]);

/** How many of these are reads, and how many commits. */
export function roundTrips(calls: readonly string[]): { reads: number; commits: number } {
  return {
    reads: calls.filter((name) => reads.has(name)).length,
    commits: calls.filter((name) => name === "commit").length,
  };
}

/** A store that notes every call at the port, each of which is one wait for whoever asks, and is otherwise the one given. */
export function countingStore(given: Store): CountingStore {
  let calls: string[] = [];
  const store = new Proxy(given, {
    get(target, name: keyof Store) {
      const member = target[name];
      if (typeof member !== "function") return member;
      return (...args: never[]) => {
        calls.push(name);
        return (member as (...given: never[]) => unknown).apply(target, args);
      };
    },
  });
  return {
    store,
    taken() {
      const before = calls;
      calls = [];
      return before;
    },
  };
}
