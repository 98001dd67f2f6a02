import { DatabaseSync } from "node:sqlite";
import { openSqlite } from "../../bot/store/sqlite/sqlite.ts";
import type { Store } from "../../bot/store/store.ts";

/** A store and its own connections to the file, for what only SQLite itself can be told. */
export function openWithConnections(...given: Parameters<typeof openSqlite>): {
  store: Store;
  tell(text: string): void;
} {
  const { prepare } = DatabaseSync.prototype;
  const connections = new Set<DatabaseSync>();
  DatabaseSync.prototype.prepare = function (text) {
    connections.add(this);
    return prepare.call(this, text);
  };
  try {
    const store = openSqlite(...given);
    return {
      store,
      tell(text) {
        for (const db of connections) if (db.isOpen) db.exec(text);
      },
    };
  } finally {
    DatabaseSync.prototype.prepare = prepare;
  }
}

/** A store whose file never grows beyond so many pages of 4 KB: more is refused as on a full disk. */
export function openSmall(file: string, pages: number, now?: () => number): Store {
  const { store, tell } = openWithConnections(file, now === undefined ? {} : { now });
  tell(`pragma max_page_count = ${pages}`);
  return store;
}
