import { chmodSync, closeSync, openSync } from "node:fs";

const readableByOwner = 0o600;

/**
 * Makes an empty file that only the account that runs the service may read or write, whatever its umask says. Returns false
 * where there is one already, which stays as it is. Throws the system's own error when it cannot be made.
 */
export function makeForOwner(file: string): boolean {
  try {
    closeSync(openSync(file, "ax", readableByOwner));
    return true;
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
    return false;
  }
}

/**
 * The same for a database that may have been there before, and for the files that SQLite keeps beside it (`-wal`, `-shm`),
 * which get the database's rights when they are made.
 */
export function restrictToOwner(file: string): void {
  for (const path of [file, `${file}-wal`, `${file}-shm`]) {
    try {
      chmodSync(path, readableByOwner);
    } catch (error) {
      // Not there, or another account's, whose business it is.
      if (!["ENOENT", "EPERM"].includes(codeOf(error))) throw error;
    }
  }
}

function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}
