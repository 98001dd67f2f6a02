import { limits } from "./files.ts";
import { Refusal } from "./problem.ts";

// A file of its own: the thread that reads the sources needs this and not what the other columns need (holidays, names).

const idPattern = /^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u;

/** An id as every file may have it. */
export function readId(text: string): string | Refusal {
  if (text === "") return new Refusal("required");
  if (text.length > limits.idLength || !idPattern.test(text)) return new Refusal("badId", { limit: limits.idLength });
  // Ids become keys of plain objects: "constructor" would find what nobody put there.
  if (text in Object.prototype) return new Refusal("reservedId");
  return text;
}
