import { indexedFields, type Kind, kinds } from "../documents.ts";

/** Indexes of the first version on fields that no query uses any more. */
const onceIndexed = [
  "person_upn",
  "role_personId",
  "rollout_teamId",
  "checkIn_teamId",
  "adoption_areaId",
  "barrier_assignedTo",
  "citizenCase_outcome",
  "conversation_state",
  "message_activityId",
  "audit_at",
];

/**
 * Forward only; the position in the list is the schema version that the statements lead to, counted from 1. The second
 * gives the indexed fields columns of their own, and the table another name: a process of the first version that goes on
 * writing would leave them empty, so it is to fail instead. The third does so again for `closedAt`, by which retention
 * finds what is due: a document without it would keep its text. The fourth brings the words that documents are searched by, and
 * does so too: a text that is taken out would leave its words behind.
 */
export const migrations: readonly (readonly string[])[] = [
  [
    /**
     * An ordinary rowid table: with bodies of 1 KB a WITHOUT ROWID table took 3.6 times the space and read at half the
     * speed, because its rows lie in the inner pages of the tree.
     */
    `create table documents (
      tenant_id text not null, kind text not null, key text not null, etag text not null, expires_at integer,
      body text not null, primary key (tenant_id, kind, key))`,
    // For the sweep.
    "create index by_expiry on documents (expires_at) where expires_at is not null",
  ],
  [
    ...everyField((kind, field) => `drop index if exists by_${kind}_${field}`),
    ...onceIndexed.map((name) => `drop index if exists by_${name}`),
    "alter table documents rename to document",
  ],
  ["alter table document rename to document_3"],
  [
    "alter table document_3 rename to document_4",
    "alter table document_4 add column words text",
    `create table word (
      tenant_id text not null, kind text not null, word text not null, key text not null,
      primary key (tenant_id, kind, word, key)) without rowid`,
  ],
];

/** Where the documents are. */
export const table = "document_4";

/** Which documents hold a word; what each holds stands with it, so that a change touches no more than it must. */
export const wordTable = "word";

/** The tables that make a database ours, by schema version. */
export const tableOf = ["", "documents", "document", "document_3", table] as const;

/**
 * The column that holds an indexed field. Columns and not expressions on the body: SQLite rewrites every index on an
 * expression with each new body, and leaves one on columns alone that an update does not name.
 */
export function columnOf(field: string): string {
  return `field_${field}`;
}

/** Every field that is indexed for some kind. */
export const fields: readonly string[] = [...new Set(kinds.flatMap((kind) => indexedFields[kind]))];

export interface FieldIndex {
  kind: Kind;
  field: string;
  name: string;
  /** Creates it. */
  text: string;
}

/** One index for each indexed field of a kind, holding only the documents of the kind that have the field. */
export const fieldIndexes: readonly FieldIndex[] = everyField((kind, field) => {
  const name = indexName(kind, field);
  const text = `create index ${name} on ${table} (tenant_id, ${columnOf(field)}, key)
    where kind = '${kind}' and ${columnOf(field)} is not null`;
  return { kind, field, name, text };
});

/** The name of the index by which documents of the kind are found by this field. */
export function indexName(kind: string, field: string): string {
  return `by_${kind}_${field}`;
}

function everyField<T>(make: (kind: Kind, field: string) => T): T[] {
  return kinds.flatMap((kind) => indexedFields[kind].map((field) => make(kind, field)));
}
