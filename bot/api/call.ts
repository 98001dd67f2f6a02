import type { Config } from "../config.ts";
import type { Directory, IsoDate, Person } from "../domain/organisation.ts";
import type { Store } from "../store/store.ts";
import type { Log } from "../telemetry.ts";
import type { Actor } from "../use-cases/actor.ts";

export interface ApiDeps {
  config: Config;
  store: Store;
  clock: () => Date;
  log: Log;
  /** Sends what is waiting for the tenant now, without waiting for it. */
  deliverSoon?: (tenantId: string) => void;
}

/** One request of a person whom the directory knows. */
export interface Call {
  deps: ApiDeps;
  tenantId: string;
  directory: Directory;
  person: Person;
  now: Date;
  /** Today in the municipality. */
  today: IsoDate;
  /** Untrusted, as everything below. */
  params: Record<string, unknown>;
  query: Record<string, string>;
  body: unknown;
  /** The version that the client has before it (If-Match). */
  ifMatch?: string;
}

/** What a resource answers with; becomes JSON. */
export type Resource = (call: Call) => Promise<unknown>;

/** Who does what the call asks for. */
export function actorOf(call: Pick<Call, "tenantId" | "person">): Actor {
  return { tenantId: call.tenantId, personId: call.person.id };
}
