import type { Language } from "../domain/vocabulary.ts";

const da = {
  name: "navn",
  parent: "overordnet område",
  area: "område",
  upn: "brugernavn",
  language: "sprog",
  localNames: "fagets ord",
  kind: "type",
  phase: "fase",
  sharedRecords: "fælles dokumentation",
  replaces: "erstatter",
  expectedUsers: "forventede brugere",
  staff: "antal medarbejdere",
  kitosUuid: "Kitos-id",
  status: "status",
  start: "start",
  reason: "grund",
  reviewOn: "ses på igen",
  from: "fra",
  to: "til",
  yes: "ja",
  no: "nej",
  nothing: "intet",
  back: "kommer igen",
  file: "filen",
  decided: "besluttet",
  exception: "aftalt afvigelse",
};

const en: typeof da = {
  name: "name",
  parent: "area above",
  area: "area",
  upn: "user name",
  language: "language",
  localNames: "the trade's word",
  kind: "kind",
  phase: "phase",
  sharedRecords: "shared records",
  replaces: "replaces",
  expectedUsers: "expected users",
  staff: "number of staff",
  kitosUuid: "Kitos id",
  status: "status",
  start: "start",
  reason: "reason",
  reviewOn: "to be seen again",
  from: "from",
  to: "to",
  yes: "yes",
  no: "no",
  nothing: "nothing",
  back: "comes back",
  file: "the file",
  decided: "decided",
  exception: "agreed exception",
};

export type ChangeText = typeof da;

/** What an import changes of something, in the words of whoever looks at it. */
export const importChanges: Record<Language, ChangeText> = { da, en };
