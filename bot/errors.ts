export type ErrorCode =
  /** Does not exist, or the person may not see it: the two answer alike. */
  | "notFound"
  | "forbidden"
  | "invalid"
  | "personalData"
  | "conflict"
  | "closed"
  | "tooLarge"
  | "unauthenticated"
  | "tooMany"
  | "unavailable";

/**
 * An error with something to tell the user. `code` and `details` may be logged; they never hold free text.
 * The sentence the user reads is chosen from bot/text by `code`, or by `sentence` where one fits better.
 */
export class OmbordError extends Error {
  override name = "OmbordError";
  readonly code: ErrorCode;
  /** The id of a sentence in `text.errors`; the code itself unless told. */
  readonly sentence: string;
  readonly details: Record<string, string | number>;

  constructor(code: ErrorCode, sentence: string = code, details: Record<string, string | number> = {}) {
    super(`${code}: ${sentence}`);
    this.code = code;
    this.sentence = sentence;
    this.details = details;
  }
}
