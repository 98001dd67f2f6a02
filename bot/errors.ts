import type { Beside, Finding } from "./domain/personal-data/inspect-patterns.ts";

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

/** Words that the personal-data guard stopped at, for their writer alone. */
export interface GuardedWords {
  /** The field's name in what was sent, such as `note` or `answers.ethics`. */
  field: string;
  kind: Finding["kind"];
  beside?: Beside | undefined;
  words: string;
}

/**
 * Text that tells, or may tell, who somebody is. What was found is kept where no log finds it. `confirmation` lifts the warnings of
 * this very text; there is none for what is refused.
 */
export class GuardError extends OmbordError {
  readonly #found: readonly GuardedWords[];
  readonly confirmation: string | undefined;

  constructor(found: readonly GuardedWords[], confirmation: string | undefined) {
    super(
      confirmation === undefined ? "personalData" : "invalid",
      confirmation === undefined ? "personalData" : "personalDataWarning",
    );
    this.#found = found;
    this.confirmation = confirmation;
  }

  get found(): readonly GuardedWords[] {
    return this.#found;
  }
}
