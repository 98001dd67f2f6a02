import { indexedFields, type Kind } from "../documents.ts";
import type { Commit, Write } from "./write.ts";

/** Commits as one flat list, which goes to another thread at a fraction of what objects cost. */
export type Packed = (string | number | null)[];

/** Commits as one flat list, in the order that {@link unpack} reads them. */
export function pack(group: readonly Commit[]): Packed {
  const packed: Packed = [];
  for (const { tenantId, writes } of group) {
    packed.push(tenantId, writes.length);
    for (const { op, kind, key, etag, newEtag, expiresAt, body, fields } of writes) {
      packed.push(op, kind, key, etag, newEtag, expiresAt, body);
      if (op !== "delete") packed.push(...fields);
    }
  }
  return packed;
}

/** The commits of a list that {@link pack} made. */
export function unpack(packed: Packed): Commit[] {
  const group: Commit[] = [];
  let at = 0;
  function nextOf<T extends string | number | null>(): T {
    at += 1;
    return packed[at - 1] as T;
  }
  function nextWrite(): Write {
    const op = nextOf<Write["op"]>();
    const kind = nextOf<Kind>();
    const [key, etag, newEtag] = [nextOf<string>(), nextOf<string>(), nextOf<string>()];
    const expiresAt = nextOf<number | null>();
    const body = nextOf<string>();
    const fields = op === "delete" ? [] : indexedFields[kind].map(() => nextOf<string | null>());
    return { op, kind, key, etag, newEtag, expiresAt, body, fields };
  }
  while (at < packed.length) {
    const tenantId = nextOf<string>();
    const writes = Array.from({ length: nextOf<number>() }, nextWrite);
    group.push({ tenantId, writes });
  }
  return group;
}
