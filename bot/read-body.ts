import type { IncomingMessage } from "node:http";
import { OmbordError } from "./errors.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * The JSON that a request carries, undefined for none. Restify's own reader unpacks a compressed body without a limit, ends
 * the process on one that cannot be unpacked, and writes uploaded files to disk: this one takes plain JSON only.
 * Throws `tooLarge`, with `sentence` to say how large it may be, and `invalid` for what does not call itself JSON, is not
 * JSON in UTF-8, or was not sent to its end.
 */
export async function readBody(request: IncomingMessage, maxBytes: number, sentence = "tooLarge"): Promise<unknown> {
  if (request.headers["content-encoding"] !== undefined) throw new OmbordError("invalid");
  const bytes = await readBytes(request, maxBytes, sentence);
  if (bytes.length === 0) return undefined;
  // A form on somebody else's page can send any type but this one without asking first.
  if (!/^application\/json\b/i.test(request.headers["content-type"] ?? "")) throw new OmbordError("invalid");
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    throw new OmbordError("invalid");
  }
}

/** Listens to the stream itself: an iterator over it costs more than the rest of reading an activity. */
function readBytes(request: IncomingMessage, maxBytes: number, sentence: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      // Read to the end all the same: a client that is cut off in the middle never sees the answer.
      if (size <= maxBytes) chunks.push(chunk);
    });
    request.once("end", () => {
      if (size > maxBytes) reject(new OmbordError("tooLarge", sentence));
      else resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks));
    });
    // The client went away, or was too slow; there is nobody left to answer.
    request.once("error", () => reject(new OmbordError("invalid")));
    request.once("close", () => {
      if (!request.readableEnded) reject(new OmbordError("invalid"));
    });
  });
}
