import { type Change, Conflict, type Store } from "../../bot/store/store.ts";

type Operation = "read" | "readMany" | "query" | "etags" | "commit";

/** What happens to an operation instead of, or after, being carried out. */
export type Fault = "fails" | "conflicts" | "answerIsLost" | undefined;

/** A store that misbehaves as told, of a commit by its changes, and otherwise is the one given. */
export function failingStore(store: Store, fault: (operation: Operation, changes: readonly Change[]) => Fault): Store {
  async function run<T>(operation: Operation, carryOut: () => Promise<T>, changes: readonly Change[] = []): Promise<T> {
    const what = fault(operation, changes);
    if (what === "fails") throw new Error("the store fails");
    if (what === "conflicts" && operation === "commit") throw new Conflict();
    const result = await carryOut();
    if (what === "answerIsLost") throw new Error("the answer is lost");
    return result;
  }
  return {
    maxChanges: store.maxChanges,
    read: (...args) => run("read", () => store.read(...args)),
    readMany: (...args) => run("readMany", () => store.readMany(...args)),
    query: (...args) => run("query", () => store.query(...args)),
    queryMany: (...args) => run("query", () => store.queryMany(...args)),
    etags: (...args) => run("etags", () => store.etags(...args)),
    commit: (...args) => run("commit", () => store.commit(...args), args[1]),
    tenantIds: () => store.tenantIds(),
    scrub: () => store.scrub(),
    ping: () => store.ping(),
    close: () => store.close(),
  };
}
