import { describe } from "@jest/globals";
import { freshSqlite } from "../support/fresh-store.ts";
import { storeContract } from "./contract.ts";

describe("the store in a SQLite file", () => storeContract(freshSqlite));
