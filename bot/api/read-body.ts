import type { Request } from "restify";
import { OmbordError } from "../errors.ts";

const maxBodyBytes = 64 * 1024;

/**
 * The JSON that a request carries, undefined for none. Restify's own reader unpacks a compressed body without a limit,
 * so this one takes plain bodies only. Throws `tooLarge`, and `invalid` for what is not JSON in UTF-8.
 */
export async function readBody(request: Request): Promise<unknown> {
  if (request.headers["content-encoding"] !== undefined) throw new OmbordError("invalid");
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Read to the end all the same: a client that is cut off in the middle never sees the answer.
    if (size <= maxBodyBytes) chunks.push(chunk);
  }
  if (size > maxBodyBytes) throw new OmbordError("tooLarge");
  if (size === 0) return undefined;
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks)));
  } catch {
    throw new OmbordError("invalid");
  }
}
