import { barrierPurposes } from "./barrier-messages.ts";
import { checkInPurposes } from "./check-in-messages.ts";
import { digestPurpose } from "./digest-messages.ts";
import type { Purposes } from "./purposes.ts";
import { renderCheckIns } from "./render.ts";

/** Everything that the service sends. `canRefresh` is false for clients that cannot refresh a card (local mode). */
export function everyPurpose(canRefresh: boolean): Purposes {
  return { ...checkInPurposes(renderCheckIns(canRefresh)), ...barrierPurposes, digest: digestPurpose };
}
