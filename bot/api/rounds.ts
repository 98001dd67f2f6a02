import { viewRounds } from "../use-cases/rounds/view-rounds.ts";
import type { Call } from "./call.ts";
import type { RoundsAnswer } from "./contract.ts";

export async function getRounds(call: Call): Promise<RoundsAnswer> {
  return { rounds: await viewRounds(call.errand) };
}
