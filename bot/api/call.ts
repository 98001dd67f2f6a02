import type { Config } from "../config.ts";
import type { Directory, Instant, IsoDate, Person } from "../domain/organisation.ts";
import type { SourceName, SyncRun } from "../domain/sources.ts";
import type { NoToken } from "../domain/token-trouble.ts";
import type { Language } from "../domain/vocabulary.ts";
import type { PersonPace } from "../person-pace.ts";
import type { Store } from "../store/store.ts";
import type { Log } from "../telemetry.ts";
import type { Errand } from "../use-cases/errand.ts";
import type { ImportAnswer } from "./contract/operations.ts";

/**
 * Makes a municipality's directory what the files say, or tells what would change. Reading files is no business of the API:
 * it is handed this. Throws `conflict` when something else than `plan` would be written.
 */
export type ImportFiles = (request: {
  store: Store;
  tenantId: string;
  files: { name: string; bytes: Uint8Array }[];
  by: string;
  language: Language;
  now: Instant;
  dryRun: boolean;
  plan: string | undefined;
  confirm: number | undefined;
  replaces?: Record<string, string[]> | undefined;
}) => Promise<
  | { outcome: "planned"; preview: Omit<ImportAnswer, "stored"> }
  | {
      outcome: "refused";
      problems: { file: string; row: number | null; column: string | null; sentence: Record<Language, string> }[];
      moreProblems: number;
    }
>;

/** The sources that are set up for a municipality, and how they are read. Pulling is no business of the API. */
export interface SourcesAtHand {
  names(tenantId: string): SourceName[];
  hour: number;
  sync(
    tenantId: string,
    by: string,
    agreed: { confirm: number | undefined; replaces: Record<string, string[]> | undefined } | undefined,
  ): Promise<SyncRun | "busy">;
}

export interface ApiDeps {
  config: Config;
  store: Store;
  clock: () => Date;
  log: Log;
  personPace: PersonPace;
  /** Sends what is waiting for the tenant now, without waiting for it. */
  deliverSoon?: (tenantId: string) => void;
  importFiles: ImportFiles;
  sources?: SourcesAtHand | undefined;
  /** Why Entra gives the bot no token; null when it does, and nothing to ask where none is needed. */
  noToken?: (() => Promise<NoToken | null>) | undefined;
}

/** One request of a person whom the directory knows. */
export interface Call {
  deps: ApiDeps;
  /** What every use case begins with. */
  errand: Errand;
  tenantId: string;
  directory: Directory;
  person: Person;
  /** A program with the role `Ombord.Import` asks, and no person of the directory. */
  isProgram?: true;
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

/** The call with the directory that a use case has read for it. */
export function withDirectory(call: Call, directory: Directory): Call {
  const person = directory.people.get(call.person.id) ?? call.person;
  return { ...call, directory, person, errand: { ...call.errand, directory } };
}
