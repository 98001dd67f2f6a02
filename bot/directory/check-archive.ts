import { inflateRawSync } from "node:zlib";

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const localHeader = 0x04034b50;

/**
 * Whether a zip archive unpacks to at most this many bytes. Sizes that an archive states about itself are not believed:
 * every entry is unpacked up to the limit and thrown away again.
 */
export function checkArchive(archive: Buffer, limitBytes: number): "fits" | "tooLarge" | "broken" {
  let left = limitBytes;
  try {
    for (const entry of entries(archive)) {
      left -= unpackedBytes(archive, entry, left);
      if (left < 0) return "tooLarge";
    }
    return "fits";
  } catch (error) {
    // Bytes from outside: beyond this one, reading past the end and broken streams all mean the same.
    const code = typeof error === "object" && error !== null && "code" in error ? error.code : "";
    return code === "ERR_BUFFER_TOO_LARGE" ? "tooLarge" : "broken";
  }
}

interface Entry {
  method: number;
  packedBytes: number;
  at: number;
}

function* entries(archive: Buffer): Generator<Entry> {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || archive.readUInt32LE(end) !== endOfDirectory) throw new RangeError("No directory");
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (archive.readUInt32LE(at) !== directoryEntry) throw new RangeError("No directory entry");
    yield {
      method: archive.readUInt16LE(at + 10),
      packedBytes: archive.readUInt32LE(at + 20),
      at: archive.readUInt32LE(at + 42),
    };
    at += 46 + archive.readUInt16LE(at + 28) + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
}

function unpackedBytes(archive: Buffer, entry: Entry, limitBytes: number): number {
  if (archive.readUInt32LE(entry.at) !== localHeader) throw new RangeError("No entry");
  const start = entry.at + 30 + archive.readUInt16LE(entry.at + 26) + archive.readUInt16LE(entry.at + 28);
  const packed = archive.subarray(start, start + entry.packedBytes);
  if (entry.method === 0 || packed.length === 0) return packed.length;
  return inflateRawSync(packed, { maxOutputLength: Math.max(1, limitBytes) }).length;
}
