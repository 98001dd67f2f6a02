import { viewPoliticians } from "../use-cases/politicians/view-politicians.ts";
import type { Call } from "./call.ts";
import type { PoliticiansAnswer } from "./contract.ts";
import { quarterQuery } from "./quarters.ts";

export async function getPoliticians({ errand, query }: Call): Promise<PoliticiansAnswer> {
  return viewPoliticians(errand, quarterQuery.parse(query).area);
}
