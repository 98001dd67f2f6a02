import { describePlan, type NamedChanges } from "./directory/describe-plan.ts";
import { type ImportResult, importDirectory } from "./directory/import-directory.ts";
import type { Problem } from "./directory/problem.ts";
import { proposeMoves } from "./directory/propose-moves.ts";
import type { MoveProposal } from "./domain/sources.ts";
import type { Language } from "./domain/vocabulary.ts";
import type { Store } from "./store/store.ts";
import { importReport } from "./text/import-report.ts";

interface Call {
  store: Store;
  tenantId: string;
  values: { "dry-run"?: boolean | undefined; confirm?: boolean | undefined };
  language: Language;
  print: (data: unknown, text: string) => void;
}

/** `import`: all of the files or nothing. Resolves to the exit code. */
export async function runImport({ store, tenantId, values, language, print }: Call, source: string): Promise<number> {
  const { "dry-run": dryRun = false, confirm: confirmed = false } = values;
  const now = new Date().toISOString();
  let changes: NamedChanges[] = [];
  let proposals: MoveProposal[] = [];
  const result = await importDirectory({
    ...{ store, tenantId, source, now, by: "system", dryRun, confirmed },
    onPlanned: async (plan, stored) => {
      changes = await describePlan(plan, stored, language);
      proposals = proposeMoves(plan, stored);
    },
  });
  const isStored = result.counts !== null && !dryRun && (confirmed || result.losses.length === 0);
  const description = describeImport(result, changes, { isStored, dryRun, language });
  const text = [...proposals.map((proposal) => importReport[language].proposal(proposal)), description].join("\n");
  print({ tenantId, dryRun, stored: isStored, changes, proposals, ...result }, text);
  return result.counts === null || (!dryRun && !isStored) ? 1 : 0;
}

interface Outcome {
  isStored: boolean;
  dryRun: boolean;
  language: Language;
}

/** What an import has come to or would come to: the counts, what goes and comes by name, and whether it is stored. */
function describeImport(
  { counts, problems, moreProblems, losses }: ImportResult,
  changes: readonly NamedChanges[],
  { isStored, dryRun, language }: Outcome,
): string {
  const text = importReport[language];
  if (counts === null) {
    const lines = problems.map((problem) => `${placeOf(problem)}  ${problem.sentence[language]}`);
    if (moreProblems > 0) lines.push(text.more(moreProblems));
    return [...lines, "", text.refused(problems.length + moreProblems)].join("\n");
  }
  const titles = Object.values(text.columns);
  const rows = Object.entries(counts).map(([file, count]) => {
    const cells = titles.map((title, index) => String(Object.values(count)[index]).padStart(title.length));
    return [text.files[file as keyof typeof text.files].padEnd(14), ...cells].join("  ");
  });
  const shown = changes.filter(({ what }) => dryRun || (!isStored && what === "retired"));
  const named = shown.flatMap(({ file, what, names, more }) => [
    "",
    `${text.files[file]}, ${text.fates[what]}:`,
    ...names.map((name) => `  ${name}`),
    ...(more > 0 ? [`  ${text.more(more)}`] : []),
  ]);
  const lost = losses.map(({ file, retired, of }) => text.loss(text.files[file], retired, of));
  const end = dryRun ? [text.dryRun] : isStored ? [changes.length > 0 ? text.stored : text.nothingNew] : [];
  const warning = isStored || lost.length === 0 ? [] : [text.unconfirmed(lost)];
  return [["".padEnd(14), ...titles].join("  "), ...rows, ...named, "", ...warning, ...end].join("\n");
}

/** `people.csv:12:upn`, which editors make a link of. */
function placeOf({ file, row, column }: Problem): string {
  return [file, row, column].filter((part) => part !== null).join(":");
}
