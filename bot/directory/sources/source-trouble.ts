import type { SourceName, SourceTroubleCode } from "../../domain/sources.ts";

/** A source that gave no whole answer. Says which and why in codes; nothing of the answer is in it, nor its cause. */
export class SourceTrouble extends Error {
  override name = "SourceTrouble";
  readonly source: SourceName;
  readonly code: SourceTroubleCode;

  constructor(source: SourceName, code: SourceTroubleCode) {
    super(`${source}: ${code}`);
    this.source = source;
    this.code = code;
  }
}
