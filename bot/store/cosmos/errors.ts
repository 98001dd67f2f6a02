import type { StoreTrouble } from "../../domain/store-trouble.ts";
import { OmbordError } from "../../errors.ts";
import { Conflict, StoreUnusable } from "../store.ts";
import { codeOf } from "./patience.ts";

/** An error of the SDK can quote what was sent; what leaves here says what failed, and the code. */
export function withoutContent(name: string, error: unknown, failure: string | undefined): unknown {
  if (error instanceof Conflict || error instanceof RangeError || error instanceof OmbordError) return error;
  const code = failure ?? codeOf(error);
  return new StoreUnusable(`Cosmos DB: ${name} failed (${code})`, { trouble: troubleOf(code), code });
}

/** A 404 that is not an item's own is the container's or the database's. */
function troubleOf(code: string): StoreTrouble {
  if (/^404\b/.test(code)) return "missing";
  if (/^40[13]\b/.test(code)) return "refused";
  return /^429\b/.test(code) ? "throttled" : "silent";
}

/** Why the account, the database or the container cannot be used, in the operator's words. */
export function openingFailure(
  options: { endpoint: string; database: string },
  error: unknown,
  failure: string | undefined,
): StoreUnusable {
  const code = failure ?? codeOf(error);
  const trouble = troubleOf(code);
  const place = `The Cosmos DB database ${options.database} at ${options.endpoint}`;
  return new StoreUnusable(`${place} ${openingSentence(trouble, code)}`, { trouble, code });
}

function openingSentence(trouble: StoreTrouble, code: string): string {
  if (trouble === "refused")
    return `refused this identity (${code}): give it a data contributor role, and check the key.`;
  if (trouble === "missing") {
    return "or its container ombord does not exist: deploy infra/main.bicep, or correct STORE.";
  }
  return `does not answer (${code}): check STORE and the network, then start again.`;
}
