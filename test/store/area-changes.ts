import type { Area } from "../../bot/domain/organisation.ts";
import type { Change } from "../../bot/store/store.ts";

/** Changes of areas, the plainest kind of document. */
export function area(name: string): Area {
  return { id: "care", name, parentAreaId: null };
}

type AreaChange<Op extends Change["op"]> = Extract<Change, { kind: "area"; op: Op }>;

export function create(key: string, value = area("Sundhed")): AreaChange<"create"> {
  return { op: "create", kind: "area", key, value };
}

export function replace(key: string, etag: string, value = area("Sundhed")): AreaChange<"replace"> {
  return { op: "replace", kind: "area", key, etag, value };
}

export function remove(key: string, etag: string): AreaChange<"delete"> {
  return { op: "delete", kind: "area", key, etag };
}
