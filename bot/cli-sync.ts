import type { StoreConfig } from "./config.ts";
import { pullSources, sourcesIn } from "./directory/sources/pull-sources.ts";
import { syncSources } from "./directory/sources/sync.ts";
import type { SyncRun } from "./domain/sources.ts";
import type { Language } from "./domain/vocabulary.ts";
import type { Store } from "./store/store.ts";
import { sourcesText } from "./text/sources-report.ts";

interface Call {
  store: Store;
  tenantId: string;
  config: StoreConfig;
  values: { confirm?: boolean | undefined; "dry-run"?: boolean | undefined };
  language: Language;
  print: (data: unknown, text: string) => void;
}

/** `sync`: pulls the sources and takes in what was chosen. Resolves to the exit code: 1 when nothing could be done, or a yes is needed. */
export async function runSync({ store, tenantId, config, values, language, print }: Call): Promise<number> {
  const text = sourcesText[language];
  const { sources } = config;
  if (sources.tenantId !== tenantId || sourcesIn(sources).length === 0) {
    print({ tenantId, outcome: "none" }, text.none);
    return 1;
  }
  const agreed = values.confirm === true ? { confirm: true as const, replaces: undefined } : undefined;
  const now = new Date().toISOString();
  const isDryRun = values["dry-run"] === true;
  const pull = () => pullSources(sources);
  const run = await syncSources({ store, tenantId, now, by: "system", pull, agreed, isDryRun });
  if (run === "busy") {
    print({ tenantId, outcome: run }, text.busy);
    return 1;
  }
  print({ tenantId, dryRun: isDryRun, ...run }, describe(run, language, isDryRun));
  return run.outcome === "stored" || run.outcome === "unchanged" || run.outcome === "choose" ? 0 : 1;
}

function describe(run: SyncRun, language: Language, isDryRun: boolean): string {
  const text = sourcesText[language];
  const trouble =
    run.trouble === null ? [] : [`${text.sources[run.trouble.source]}: ${text.troubles[run.trouble.code]}`];
  const findings = run.findings.map(({ code, name, other }) => `  ${text.findings[code](name, other)}`);
  const losses = run.losses.map(({ file, retired, of }) => `  ${text.loss(file, retired, of)}`);
  const moves = run.proposals.map(
    ({ team, replaces }) =>
      `  ${text.move(
        team.name,
        replaces.map(({ name }) => name),
      )}`,
  );
  const changes = run.changes.flatMap(({ file, what, names, more }) => [
    `${text.change(file, what)}:`,
    ...names.map((name) => `  ${name}`),
    ...(more > 0 ? [`  … ${more}`] : []),
  ]);
  return [
    ...trouble,
    ...run.problems.map((problem) => `${problem.place}  ${problem[language]}`),
    ...changes,
    ...(findings.length === 0 ? [] : [text.findingsTitle, ...findings]),
    ...(losses.length === 0 ? [] : [text.lossesTitle, ...losses]),
    ...(moves.length === 0 ? [] : [text.movesTitle, ...moves]),
    isDryRun && run.outcome === "stored" ? text.dryRun : text.outcomes[run.outcome],
  ].join("\n");
}
