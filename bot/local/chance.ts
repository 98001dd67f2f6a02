import { createHash } from "node:crypto";

/** 0 up to 1, always the same for the same words. */
export function chance(...words: string[]): number {
  return createHash("sha256").update(words.join("|")).digest().readUInt32BE() / 2 ** 32;
}
