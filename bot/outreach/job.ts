import type { Directory, Instant } from "../domain/organisation.ts";
import type { Stored } from "../store/store.ts";
import type { Claimed } from "./claim.ts";
import type { Outreach } from "./outreach.ts";
import type { Purpose } from "./purposes.ts";

/** One claimed message with what it takes to send it. */
export interface Job {
  outreach: Outreach;
  tenantId: string;
  purpose: Purpose;
  claimed: Claimed;
  directory: Directory;
  /** When it was last read. */
  look?: Look;
}

/** What a message depends on, as it was read for several of them at once. */
export interface Look {
  /** Of the recipient. */
  conversation: Stored<"conversation"> | undefined;
  /** What the message is about, where its purpose lets it be read ahead. */
  checkIn: Stored<"checkIn"> | undefined;
  at: Instant;
}
