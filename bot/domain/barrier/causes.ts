import type { BarrierCategory, BarrierDetail } from "../vocabulary.ts";
import type { Barrier } from "./barrier.ts";

/** What a barrier is counted as; null where nobody has said it, or it is not for the one who counts to know. */
export interface Cause {
  category: BarrierCategory | null;
  detail: BarrierDetail | null;
}

const unsaid: Cause = { category: null, detail: null };

/**
 * What a barrier is counted as for somebody. That a leader has asked for help about a citizen is for the team and its navigators:
 * for everybody else it is counted with what nobody has described, in every figure alike, so that no two of them tell it apart.
 */
export function causeFor({ category, detail }: Pick<Barrier, "category" | "detail">, readsBarriers: boolean): Cause {
  return category === "citizen" && !readsBarriers ? unsaid : { category, detail };
}
