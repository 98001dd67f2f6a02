import { describe } from "@jest/globals";
import { freshCosmos } from "../support/fresh-store.ts";
import { type Gap, storeContract } from "./contract.ts";

/** Of the server inside this process. Where COSMOS_ENDPOINT names an account or the official emulator, none are allowed. */
const gaps: Gap[] =
  process.env.COSMOS_ENDPOINT === undefined
    ? ["a failed batch keeps its first changes", "queries drop a key named __proto__"]
    : [];

describe("the store on Cosmos DB", () => storeContract(freshCosmos, gaps));
