import { expect, test } from "@jest/globals";
import { newBarrier } from "../../bot/domain/barrier/barrier.ts";
import { barrierWords, markOf } from "../../bot/domain/barrier/barrier-words.ts";
import { holdAll } from "../../bot/domain/folded-words.ts";
import type { Change } from "../../bot/store/store.ts";
import { idOf } from "../support/barriers.ts";
import { freshSqlite } from "../support/fresh-store.ts";

// A word that stands in very many documents is looked for in another way than a rare one: both find what is there, page by page.

const at = "2026-11-19T10:00:00.000Z";
/** More than are gathered to find a page of them. */
const count = 2400;

test("words that stand in many, in few and in none find the same as looking through all, in pages", async () => {
  const { store, dispose } = await freshSqlite();
  const all = Array.from({ length: count }, (_, n) => ({
    ...newBarrier(idOf(n), { teamId: `team-${n % 7}`, solutionId: "journal", week: null }, `person-${n % 3}`, at),
    updatedAt: new Date(Date.parse(at) + n * 1000).toISOString(),
    consequence: `billedet fryser ${n % 2 === 0 ? "hver dag" : "om natten"}${n % 300 === 0 ? " enestående" : ""}`,
  }));
  for (let from = 0; from < count; from += store.maxChanges) {
    const some = all.slice(from, from + store.maxChanges);
    await store.commit(
      "t",
      some.map((value): Change => ({ op: "create", kind: "barrier", key: value.id, value })),
    );
  }
  const teams = [0, 1, 2, 3].map((n) => markOf("team", `team-${n}`));
  for (const words of [
    [{ prefix: "fry", exactly: [] }],
    [{ prefix: "enest", exactly: [] }],
    [
      { prefix: "fryser", exactly: [] },
      { prefix: "dag", exactly: [] },
    ],
    [
      { prefix: "billedet", exactly: [] },
      { prefix: "enest", exactly: [] },
    ],
    [{ prefix: "zz", exactly: teams }],
    [
      { prefix: "nat", exactly: teams },
      { prefix: "person", exactly: [markOf("person", "person-1")] },
    ],
    [{ prefix: "ryser", exactly: [] }],
    [{ prefix: "team", exactly: [] }],
    [{ prefix: "zz", exactly: [] }],
  ]) {
    const expected = all
      .filter((barrier) => holdAll(barrierWords(barrier), words))
      .map(({ id }) => id)
      .toReversed();
    const found: string[] = [];
    let page: string | undefined;
    do {
      const asked = { words, order: { field: "updatedAt", descending: true }, limit: 250 } as const;
      const answer = await store.query("t", "barrier", { ...asked, ...(page === undefined ? {} : { page }) });
      expect(answer.items.length).toBeLessThanOrEqual(250);
      found.push(...answer.items.map(({ key }) => key));
      page = answer.next;
    } while (page !== undefined);
    expect({ words, found }).toEqual({ words, found: expected });
  }
  await dispose();
});
