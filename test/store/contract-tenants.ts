import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { type Documents, kinds } from "../../bot/store/documents.ts";
import { type Change, Conflict, type Query, type Store } from "../../bot/store/store.ts";

/** A tenant is a wall: property-tested through every method of the port. */
export function tenantContract(store: () => Store): void {
  test("nothing that one tenant writes is seen or changed by another", async () => {
    const tenants = fc.uniqueArray(fc.constantFrom("a", "b", "A", "a ", "ab", "a'", "%", "a:area", "ø"), {
      minLength: 2,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(
        tenants,
        fc.uniqueArray(fc.constantFrom("x", "y", "a", "x:y"), { minLength: 1 }),
        async (names, keys) => {
          const [owner = "", ...others] = names.map((name) => `${name}-${crypto.randomUUID()}`);
          const etags = await store().commit(
            owner,
            keys.map((key) => barrier(key, owner)),
          );
          for (const other of others) {
            for (const kind of kinds) expect(await store().query(other, kind)).toEqual({ items: [] });
            expect(await store().etags(other, "barrier")).toEqual(new Map());
            const queries: Query<"barrier">[] = [
              { where: { teamId: owner } },
              { range: { field: "updatedAt", from: "" } },
              { order: { field: "status" } },
            ];
            for (const query of queries) expect(await store().query(other, "barrier", query)).toEqual({ items: [] });
            expect(
              await store().readMany(
                other,
                keys.map((key) => ({ kind: "barrier" as const, key })),
              ),
            ).toEqual(keys.map(() => undefined));
            for (const [i, key] of keys.entries()) {
              expect(await store().read(other, "barrier", key)).toBeUndefined();
              const etag = etags[i] ?? "";
              await expect(store().commit(other, [{ op: "delete", kind: "barrier", key, etag }])).rejects.toThrow(
                Conflict,
              );
              await expect(store().commit(other, [{ ...barrier(key, other), op: "replace", etag }])).rejects.toThrow(
                Conflict,
              );
            }
            await store().commit(
              other,
              keys.map((key) => barrier(key, other)),
            );
          }
          const { items } = await store().query(owner, "barrier");
          expect(items.map(({ key, etag, value }) => [key, etag, value.teamId])).toEqual(
            keys.map((key, i) => [key, etags[i], owner]).sort(),
          );
        },
      ),
      { numRuns: 25 },
    );
  });
}

function barrier(key: string, teamId: string): Extract<Change, { kind: "barrier"; op: "create" }> {
  const fields = { teamId, solutionId: "video", status: "new", updatedAt: "2026-11-16" };
  // Queries look at the indexed fields alone, so that is what this one has.
  return { op: "create", kind: "barrier", key, value: fields as Documents["barrier"] };
}
