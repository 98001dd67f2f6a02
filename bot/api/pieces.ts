import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { constants, crc32, deflateRaw } from "node:zlib";

/**
 * A body in the pieces that it is sent in. A piece may stand in several answers, and most of them stay when one changes: what
 * has been made of a large piece is kept with it, for as long as somebody holds on to it.
 */
export type Pieces = readonly Buffer[];

/** Smaller ones are put together with their neighbours, and what is made of them is kept by nobody. */
const smallBytes = 16 * 1024;

/** The same bytes in fewer pieces. */
export function joinSmall(pieces: Pieces): Buffer[] {
  const joined: Buffer[] = [];
  let small: Buffer[] = [];
  for (const piece of pieces) {
    if (piece.length >= smallBytes) {
      joined.push(...together(small), piece);
      small = [];
    } else small.push(piece);
  }
  return [...joined, ...together(small)];
}

function together(pieces: Buffer[]): Buffer[] {
  return pieces.length === 0 ? [] : [Buffer.concat(pieces)];
}

export function lengthOf(pieces: Pieces): number {
  return pieces.reduce((length, piece) => length + piece.length, 0);
}

const digests = new WeakMap<Buffer, Buffer>();

/** A hash over the pieces: another one for other bytes, and for other pieces. */
export function digestOf(pieces: Pieces): string {
  const all = createHash("sha256");
  for (const piece of pieces) {
    const known = digests.get(piece) ?? createHash("sha256").update(piece).digest();
    digests.set(piece, known);
    all.update(known);
  }
  return all.digest("base64url");
}

/** Ten bytes that name no file, no time and no system. */
const gzipHeader = Buffer.from("1f8b08000000000000ff", "hex");
/** A block with nothing in it that says it is the last. */
const lastBlock = Buffer.from("0300", "hex");

/**
 * The pieces as one gzip stream (RFC 1952). Each is compressed by itself and ends on a whole byte, so that the next one,
 * whichever it is, may follow; only those are compressed that have not been before.
 */
export async function gzipPieces(pieces: Pieces): Promise<Buffer[]> {
  const blocks = await Promise.all(pieces.map(packedOf));
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(pieces.reduce((sum, piece) => crc32(piece, sum), 0));
  trailer.writeUInt32LE(lengthOf(pieces) % 2 ** 32, 4);
  return [gzipHeader, ...blocks, lastBlock, trailer];
}

const deflate = promisify(deflateRaw);
const packed = new WeakMap<Buffer, Promise<Buffer>>();

function packedOf(piece: Buffer): Promise<Buffer> {
  const known = packed.get(piece);
  if (known !== undefined) return known;
  const made = deflate(piece, { finishFlush: constants.Z_SYNC_FLUSH });
  packed.set(piece, made);
  made.catch(() => packed.delete(piece));
  return made;
}
