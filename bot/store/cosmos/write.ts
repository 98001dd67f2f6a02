import { randomBytes } from "node:crypto";
import { ErrorResponse, type OperationInput } from "@azure/cosmos";
import { checkChanges, documentId, expiryOf } from "../change-rules.ts";
import { wordsIn } from "../documents.ts";
import { type Change, Conflict } from "../store.ts";
import { type Call, hasExpired, type Item, readIds } from "./read.ts";

/** A batch takes 100 operations, and a conditional delete needs two of them. */
export const maxChanges = 50;

/** One commit under way. */
interface Writing {
  call: Call;
  tenantId: string;
  /** Stands in every item that it writes. */
  name: string;
}

const run = randomBytes(9).toString("base64url");
let commits = 0;

/**
 * Throws {@link Conflict} when a condition fails. Whoever is refused after something was sent twice reads what stands: the
 * commit itself may have arrived the first time, and only its answer was lost.
 */
export async function commit(call: Call, tenantId: string, changes: readonly Change[]): Promise<string[]> {
  checkChanges(changes, maxChanges);
  commits += 1;
  const writing: Writing = { call, tenantId, name: `${run}${commits.toString(36)}` };
  try {
    return await write(writing, changes);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    return await afterConflict(writing, changes, error);
  }
}

async function afterConflict(writing: Writing, changes: readonly Change[], conflict: Conflict): Promise<string[]> {
  const { call, tenantId } = writing;
  const asked = call.attempts.isRepeated ? changes : changes.filter((change) => change.op === "create");
  const ids = asked.map(({ kind, key }) => documentId(kind, key));
  const items = new Map((await readIds(call, tenantId, ids)).map((item) => [item.id, item]));
  const standing = call.attempts.isRepeated ? etagsOf(changes, items, writing.name) : undefined;
  if (standing !== undefined) return standing;
  const replacing = overExpired(changes, items, call.now);
  if (replacing === undefined) throw conflict;
  try {
    return await write(writing, replacing);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    return await afterConflict(writing, replacing, error);
  }
}

/** What no document has: it was ours, and somebody has written it since. */
const overwritten = '"overwritten"';

/** The new etags of a commit that has arrived; `undefined` when it has not. All or nothing, so one item tells. */
function etagsOf(changes: readonly Change[], items: Map<string, Item>, name: string): string[] | undefined {
  const found = changes.map(({ kind, key }) => items.get(documentId(kind, key)));
  const hasArrived = changes.every((change) => change.op === "delete")
    ? found.every((item) => item === undefined)
    : found.some((item) => item?.commit === name);
  if (!hasArrived) return undefined;
  return changes.map((change, i) => {
    if (change.op === "delete") return "";
    return found[i]?.commit === name ? (found[i]?._etag ?? overwritten) : overwritten;
  });
}

/** What has expired but is still there does not exist: creates that met such items, as replaces of them. */
function overExpired(changes: readonly Change[], items: Map<string, Item>, now: number): Change[] | undefined {
  const expired = new Map(
    [...items.values()].filter((item) => hasExpired(item, now)).map((item) => [item.id, item._etag]),
  );
  const replacing = changes.map((change) => {
    const etag = change.op === "create" ? expired.get(documentId(change.kind, change.key)) : undefined;
    return etag === undefined || change.op !== "create" ? change : ({ ...change, op: "replace", etag } as Change);
  });
  return replacing.some((change, i) => change !== changes[i]) ? replacing : undefined;
}

async function write(writing: Writing, changes: readonly Change[]): Promise<string[]> {
  const [change] = changes;
  if (change === undefined) return [];
  if (changes.length > 1) return writeBatch(writing, changes);
  return [await writeSingle(writing, change)];
}

async function writeSingle(writing: Writing, change: Change): Promise<string> {
  try {
    const response = await requestSingle(writing, change);
    writing.call.charge(response.requestCharge);
    return change.op === "delete" ? "" : response.etag;
  } catch (error) {
    throw error instanceof ErrorResponse && isConflict(error.code, change.op) ? conflict(change) : error;
  }
}

function requestSingle(writing: Writing, change: Change) {
  const body = itemOf(writing, change);
  const existing = writing.call.container.item(body.id, writing.tenantId);
  switch (change.op) {
    case "create":
      return writing.call.container.items.create(body, { disableAutomaticIdGeneration: true });
    case "replace":
      return existing.replace(body, { accessCondition: { type: "IfMatch", condition: change.etag } });
    case "delete":
      return existing.delete({ accessCondition: { type: "IfMatch", condition: change.etag } });
  }
}

async function writeBatch(writing: Writing, changes: readonly Change[]): Promise<string[]> {
  const operations = changes.map((change) => batchOperations(writing, change));
  const response = await writing.call.container.items.batch(operations.flat(), writing.tenantId, {
    disableAutomaticIdGeneration: true,
    // What was just sent need not come back.
    contentResponseOnWriteEnabled: false,
  });
  writing.call.charge(Number(response.headers["x-ms-request-charge"]));
  const results = response.result ?? [];
  // One failure fails all; the others then say 424.
  const failed = results.find(({ statusCode }) => statusCode >= 400 && statusCode !== 424);
  if (failed !== undefined && isConflict(failed.statusCode, "batch"))
    throw new Conflict("a condition of the commit failed");
  if (failed !== undefined || results.length !== operations.flat().length) {
    throw Object.assign(new Error("the batch failed"), { code: failed?.statusCode ?? response.code });
  }
  const etags = results.map((result) => result.eTag ?? "");
  return operations.map((ofChange) => {
    const [etag = ""] = etags.splice(0, ofChange.length);
    return ofChange.length > 1 ? "" : etag;
  });
}

/** A delete in a batch knows no condition, so the same item is conditionally replaced right before it. */
function batchOperations(writing: Writing, change: Change): OperationInput[] {
  const body = itemOf(writing, change);
  switch (change.op) {
    case "create":
      return [{ operationType: "Create", partitionKey: writing.tenantId, resourceBody: body }];
    case "replace":
      return [
        {
          operationType: "Replace",
          partitionKey: writing.tenantId,
          id: body.id,
          ifMatch: change.etag,
          resourceBody: body,
        },
      ];
    case "delete":
      return [
        {
          operationType: "Replace",
          partitionKey: writing.tenantId,
          id: body.id,
          ifMatch: change.etag,
          resourceBody: body,
        },
        { operationType: "Delete", partitionKey: writing.tenantId, id: body.id },
      ];
  }
}

function itemOf(writing: Writing, change: Change) {
  const { kind, key } = change;
  const expiresAt = change.op === "delete" ? null : expiryOf(change);
  const words = change.op === "delete" ? null : wordsIn(kind, change.value);
  return {
    id: documentId(kind, key),
    tenantId: writing.tenantId,
    kind,
    key,
    commit: writing.name,
    expiresAt,
    ...(expiresAt !== null && { ttl: Math.max(1, Math.ceil((expiresAt - writing.call.now) / 1000)) }),
    ...(words !== null && { words }),
    value: change.op === "delete" ? null : JSON.parse(JSON.stringify(change.value)),
  };
}

/** Exists already, is gone, or has another etag. Nothing but the container can be missing to a create. */
function isConflict(status: unknown, op: Change["op"] | "batch"): boolean {
  return status === 409 || status === 412 || (status === 404 && op !== "create");
}

function conflict({ op, kind }: Change): Conflict {
  return new Conflict(`${op} of a ${kind}: somebody else wrote in between`);
}
