import type { StoreConfig } from "./config.ts";
import type { Language } from "./domain/vocabulary.ts";
import { OmbordError } from "./errors.ts";
import { type CopyReport, copyStore } from "./store/copy-store.ts";
import { backUpStore, compactStore, openStore } from "./store/open-store.ts";
import type { Store } from "./store/store.ts";
import { dataCommandText } from "./text/data-commands.ts";
import { erasePerson, previewErasure } from "./use-cases/erase-person.ts";
import { exportPerson } from "./use-cases/export-person.ts";

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

/** `copy`: every tenant from one store to another, verified. Resolves to the exit code. */
export async function runCopy(
  { config, language, print }: Pick<OnStore, "config" | "language" | "print">,
  places: { from: string; to: string },
  tenants: readonly string[],
): Promise<number> {
  const text = dataCommandText[language];
  const from = await openStore(places.from, config.options);
  try {
    const to = await openStore(places.to, config.options);
    try {
      const reports: Record<string, CopyReport> = {};
      for (const tenantId of tenants) reports[tenantId] = await copyStore(from, to, tenantId);
      const isSame = Object.values(reports).every((report) => Object.values(report).every((kind) => kind.isSame));
      const tables = Object.entries(reports).flatMap(([tenantId, report]) => [
        text.tenant(tenantId),
        ...tableOf(report, language),
      ]);
      print({ verified: isSame, tenants: reports }, [...tables, "", isSame ? text.copied : text.notSame].join("\n"));
      return isSame ? 0 : 1;
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
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

/** `backup`: a copy of the SQLite file while the service runs. */
export async function runBackup(
  { config, language, print }: Pick<OnStore, "config" | "language" | "print">,
  file: string,
): Promise<number> {
  await backUpStore(config.store, file);
  print({ file }, dataCommandText[language].backedUp(file));
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
  { store, tenantId, config, language, print }: OnStore,
  who: string,
  agreed: (plan: string) => Promise<boolean>,
): Promise<number> {
  const text = dataCommandText[language];
  let isAgreed = false;
  const code = await unlessNobody(language, print, async () => {
    const { person, removed, pseudonymised } = await previewErasure(store, tenantId, who);
    isAgreed = await agreed(text.willErase(person, tenantId, listOf(removed), listOf(pseudonymised)));
    if (!isAgreed) {
      print({ tenantId, error: "notAgreed" }, text.notErased);
      return;
    }
    const erased = await erasePerson(store, tenantId, who, new Date().toISOString());
    await compactStore(config.store);
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
