import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from "node:crypto";
import { OmbordError } from "../errors.ts";
import { sealSecret } from "../use-cases/seal-secret.ts";
import type { Call } from "./call.ts";

// Where the next page of a list begins is a document that the person perhaps may not see: nobody reads it out of the mark,
// makes one, or uses somebody else's.

const cipher = "aes-256-gcm";
const ivBytes = 12;
const tagBytes = 16;

/** The lists that are read page by page from the store. */
type List = "barriers" | "citizenCases";

/** The mark as it is given out; the same one for the same place, so that an unchanged page stays unchanged. */
export async function sealMark(call: Call, list: List, mark: string | undefined): Promise<string | undefined> {
  if (mark === undefined) return undefined;
  const key = await keyOf(call, list);
  const iv = ivOf(key, mark);
  const sealing = createCipheriv(cipher, key, iv);
  const sealed = Buffer.concat([sealing.update(mark, "utf8"), sealing.final()]);
  return Buffer.concat([iv, sealing.getAuthTag(), sealed]).toString("base64url");
}

/** Throws `invalid` for what this person was not given for this list. */
export async function openMark(call: Call, list: List, sealed: string | undefined): Promise<string | undefined> {
  if (sealed === undefined) return undefined;
  const bytes = Buffer.from(sealed, "base64url");
  if (bytes.length < ivBytes + tagBytes) throw new OmbordError("invalid");
  const key = await keyOf(call, list);
  const iv = bytes.subarray(0, ivBytes);
  const opening = createDecipheriv(cipher, key, iv, { authTagLength: tagBytes });
  opening.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
  try {
    const mark = Buffer.concat([opening.update(bytes.subarray(ivBytes + tagBytes)), opening.final()]).toString("utf8");
    if (timingSafeEqual(ivOf(key, mark), iv)) return mark;
  } catch {
    // Not ours; there is nothing more to learn about it.
  }
  throw new OmbordError("invalid");
}

async function keyOf({ deps, tenantId, person }: Call, list: List): Promise<Buffer> {
  const secret = await sealSecret(deps.store, tenantId);
  return createHmac("sha256", secret)
    .update(JSON.stringify([list, person.id]))
    .digest();
}

/** From the mark itself: another one for every other mark, as the cipher demands. */
function ivOf(key: Buffer, mark: string): Buffer {
  return createHmac("sha256", key).update(mark).digest().subarray(0, ivBytes);
}
