import type { StoreConfig } from "./config.ts";
import type { Language } from "./domain/vocabulary.ts";
import { OmbordError } from "./errors.ts";
import { backUpStore } from "./store/back-up.ts";
import { type CopyReport, copyStore } from "./store/copy-store.ts";
import { openStore } from "./store/open-store.ts";
import { fileOf, isSamePlace } from "./store/places.ts";
import { type Store, StoreUnusable } from "./store/store.ts";
import { dataCommandText } from "./text/data-commands.ts";
import { erasePerson, previewErasure } from "./use-cases/operations/erase-person.ts";
import { exportPerson } from "./use-cases/operations/export-person.ts";

// The commands that move, hand out and remove what is stored.

/** Prints what a program reads with `--json`, else what a person does. */
type Print = (data: unknown, text: string) => void;

interface OnStore {
  store: Store;
  tenantId: string;
  config: StoreConfig;
  language: Language;
  print: Print;
}

interface Copying extends Pick<OnStore, "config" | "language" | "print"> {
  from: string;
  to: string;
  tenants: readonly string[];
  /** The target may hold something of them already: an earlier run was cut short. */
  goesOn: boolean;
}

/** `copy`: every tenant from one store to another, verified. Resolves to the exit code. */
export async function runCopy(copying: Copying): Promise<number> {
  const { config, from: source, to: target } = copying;
  if (isSamePlace(source, target))
    throw new StoreUnusable(`${placeOf(source)} and ${placeOf(target)} are the same place.`);
  const from = await openStore(source, { ...config.options, mustExist: true });
  try {
    const there = await from.tenantIds();
    const tenants = copying.tenants.filter((tenantId) => there.includes(tenantId));
    if (tenants.length === 0) throw new StoreUnusable(nothingToCopy(copying, there));
    const to = await openStore(target, config.options);
    try {
      if (!copying.goesOn) await demandEmpty(to, target, tenants);
      const reports: Record<string, CopyReport> = {};
      for (const tenantId of tenants) reports[tenantId] = await copyStore(from, to, tenantId);
      return tellCopied(copying, reports, { leftOut: there.filter((tenantId) => !tenants.includes(tenantId)) });
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
}

function nothingToCopy({ from, tenants }: Copying, there: readonly string[]): string {
  const place = `${placeOf(from)} has no documents of ${tenants.join(", ")}`;
  return there.length === 0
    ? `${place}, nor of anybody else: it is empty.`
    : `${place}. It has those of ${there.join(", ")}.`;
}

async function demandEmpty(to: Store, target: string, tenants: readonly string[]): Promise<void> {
  const there = await to.tenantIds();
  const taken = tenants.filter((tenantId) => there.includes(tenantId));
  if (taken.length === 0) return;
  throw new StoreUnusable(
    `${placeOf(target)} has documents of ${taken.join(", ")} already: name an empty target, or say --continue to finish a ` +
      "copy that was cut short.",
  );
}

/** As an operator looks for it: a file with its whole path. */
function placeOf(url: string): string {
  return fileOf(url) ?? url;
}

function tellCopied(
  { language, print }: Copying,
  reports: Record<string, CopyReport>,
  { leftOut }: { leftOut: string[] },
): number {
  const text = dataCommandText[language];
  const kinds = Object.values(reports).flatMap((report) => Object.values(report));
  const verified = kinds.every(({ isSame }) => isSame);
  const sum = (of: "documents" | "bytes") => kinds.reduce((total, kind) => total + kind[of], 0);
  const copied = { tenants: Object.keys(reports).length, documents: sum("documents"), bytes: sum("bytes") };
  const tables = Object.entries(reports).flatMap(([tenantId, report]) => [
    text.tenant(tenantId),
    ...tableOf(report, language),
  ]);
  const lines = [...tables, "", verified ? text.copied(copied) : text.notSame];
  if (leftOut.length > 0) lines.push(text.leftOut(leftOut));
  print({ verified, copied, leftOut, tenants: reports }, lines.join("\n"));
  return verified ? 0 : 1;
}

function tableOf(report: CopyReport, language: Language): string[] {
  const { columns, yes, no } = dataCommandText[language];
  const titles = Object.values(columns);
  const rows = Object.entries(report).map(([kind, { documents, written, isSame }]) => {
    const cells = [documents, written, isSame ? yes : no].map((cell) => String(cell).padStart(9));
    return kind.padEnd(14) + cells.join("");
  });
  return ["".padEnd(14) + titles.map((title) => title.padStart(9)).join(""), ...rows];
}

/** `backup`: everything in one checked file while the service runs. */
export async function runBackup(
  { config, language, print }: Pick<OnStore, "config" | "language" | "print">,
  file: string,
): Promise<number> {
  const backedUp = await backUpStore(config.store, file, config.options);
  print(backedUp, dataCommandText[language].backedUp(backedUp));
  return 0;
}

/** `export`: everything stored about one person, as JSON with or without `--json`. */
export async function runExport({ store, tenantId, language, print }: OnStore, who: string): Promise<number> {
  return unlessNobody(language, print, async () => {
    const found = { tenantId, exportedAt: new Date().toISOString(), ...(await exportPerson(store, tenantId, who)) };
    print(found, JSON.stringify(found, null, 2));
  });
}

/**
 * `erase`: removes one person and keeps the teams' figures. Says first whom it is about and what goes; `agreed` is asked
 * whether to go on. Exit code 1 when it was not agreed.
 */
export async function runErase(
  { store, tenantId, language, print }: OnStore,
  who: string,
  agreed: (tell: () => Promise<string>) => Promise<boolean>,
): Promise<number> {
  const text = dataCommandText[language];
  let isAgreed = false;
  const code = await unlessNobody(language, print, async () => {
    const tell = async () => {
      const { person, removed, pseudonymised } = await previewErasure(store, tenantId, who);
      return text.willErase(person, tenantId, listOf(removed), listOf(pseudonymised));
    };
    isAgreed = await agreed(tell);
    if (!isAgreed) {
      print({ tenantId, error: "notAgreed" }, text.notErased);
      return;
    }
    const erased = await erasePerson(store, tenantId, who, new Date().toISOString());
    print({ tenantId, ...erased }, text.erased(erased.removed, erased.pseudonymised));
  });
  return code === 0 && !isAgreed ? 1 : code;
}

/** `3 audit, 2 checkIn`: the kinds by their names in the store, which an export uses too. */
function listOf(counts: Partial<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([kind, count]) => `${count} ${kind}`)
    .join(", ");
}

async function unlessNobody(language: Language, print: Print, run: () => Promise<void>): Promise<number> {
  try {
    await run();
    return 0;
  } catch (error) {
    if (!(error instanceof OmbordError) || error.code !== "notFound") throw error;
    print({ error: "notFound" }, dataCommandText[language].nobody);
    return 1;
  }
}
