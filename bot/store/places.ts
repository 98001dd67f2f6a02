import { statSync } from "node:fs";
import { resolve } from "node:path";
import { StoreUnusable } from "./store.ts";

/** The file of `sqlite:<file>`, with its whole path; undefined for any other kind of store. */
export function fileOf(url: string): string | undefined {
  const [, file] = /^sqlite:(.+)$/s.exec(url) ?? [];
  return file === undefined ? undefined : resolve(file);
}

/** Throws {@link StoreUnusable} when there is no such file. */
export function demandFile(file: string): void {
  if (idOf(file) === undefined) {
    throw new StoreUnusable(
      `There is no database ${resolve(file)}: correct the file's name, or STORE. The service and an import make a new one.`,
    );
  }
}

/** Whether two stores are one, however they are spelled: another path, a link, other letters, a port that goes without saying. */
export function isSamePlace(one: string, other: string): boolean {
  const [a, b] = [fileOf(one), fileOf(other)];
  if (a !== undefined && b !== undefined) return isSameFile(a, b);
  return a === undefined && b === undefined && endpointOf(one) === endpointOf(other);
}

/** By what they are where both exist, else by name. */
export function isSameFile(one: string, other: string): boolean {
  return (idOf(one) ?? resolve(one)) === (idOf(other) ?? resolve(other));
}

/** What a file is, whatever it is called; undefined for none. */
export function idOf(file: string): string | undefined {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false });
  return found?.isFile() ? `${found.dev}:${found.ino}` : undefined;
}

function endpointOf(url: string): string {
  const endpoint = url.replace(/^cosmos:/, "");
  return URL.canParse(endpoint) ? new URL(endpoint).origin : endpoint;
}
