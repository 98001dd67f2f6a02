import { gunzipSync } from "node:zlib";
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { digestOf, gzipPieces, joinSmall, lengthOf } from "../../bot/api/pieces.ts";

const piece = fc
  .tuple(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 3_000 }))
  .map(([bytes, times]) => Buffer.concat(Array.from({ length: times }, () => bytes)));

test("any pieces, in whatever order they stand in an answer, are unpacked as what they are together", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 8 }), fc.boolean(), async (pieces, again) => {
      const whole = Buffer.concat(pieces);
      const joined = joinSmall(pieces);
      expect(Buffer.concat(joined).equals(whole)).toBe(true);
      expect(lengthOf(joined)).toBe(whole.length);
      const used = again ? [...joined, ...joined] : joined;
      const unpacked = gunzipSync(Buffer.concat(await gzipPieces(used)));
      expect(unpacked.equals(again ? Buffer.concat([whole, whole]) : whole)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test("large pieces stay the ones they are, and are compressed once", async () => {
  const rows = Buffer.alloc(40_000, "rows ");
  const joined = joinSmall([Buffer.from("a"), Buffer.from("b"), rows, Buffer.from("c")]);
  expect(joined.map(String)).toEqual(["ab", String(rows), "c"]);
  expect(joined[1]).toBe(rows);
  const [first, second] = await Promise.all([gzipPieces([rows]), gzipPieces(joined)]);
  expect(second[2]).toBe(first[1]);
});

test("the hash is that of the bytes, whichever buffers hold them", () => {
  const hash = digestOf([Buffer.from("one"), Buffer.from("two")]);
  expect(digestOf([Buffer.from("one"), Buffer.from("two")])).toBe(hash);
  expect(digestOf([Buffer.from("one"), Buffer.from("too")])).not.toBe(hash);
});
