import { OmbordError } from "../errors.ts";
import { Conflict, StoreUnusable } from "./store.ts";

/** An error of the SDK can quote what was sent; what leaves here says what failed, and the code. */
export function withoutContent(name: string, error: unknown): unknown {
  if (error instanceof Conflict || error instanceof RangeError || error instanceof OmbordError) return error;
  return new Error(`Cosmos DB: ${name} failed (${codeOf(error)})`);
}

function codeOf(error: unknown): string {
  const code = typeof error === "object" && error !== null ? String(Reflect.get(error, "code")) : "";
  return /^\w{1,40}$/.test(code) ? code : "unknown";
}

/** Why the account, the database or the container cannot be used, in the operator's words. */
export function openingFailure(options: { endpoint: string; database: string }, error: unknown): StoreUnusable {
  const code = codeOf(error);
  const place = `The Cosmos DB database ${options.database} at ${options.endpoint}`;
  if (code === "401" || code === "403") {
    return new StoreUnusable(
      `${place} refused this identity (${code}): give it a data contributor role, and check the key.`,
    );
  }
  if (code === "404") {
    return new StoreUnusable(
      `${place} or its container ombord does not exist: deploy infra/main.bicep, or correct STORE.`,
    );
  }
  return new StoreUnusable(`${place} does not answer (${code}): check STORE and the network, then start again.`);
}
