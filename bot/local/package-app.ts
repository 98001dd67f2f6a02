import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { parseEnv } from "node:util";
import { AppManifestUtils } from "@microsoft/app-manifest";
import { type Zippable, zipSync } from "fflate";

// npm run package [-- <environment>]: the zip that an administrator uploads to Teams.

const root = new URL("../../", import.meta.url);
const files = ["manifest.json", "en.json", "color.png", "outline.png"] as const;

/** A fixed moment, so that the same sources give the same bytes. Local time, as zip stores it. */
const modified = new Date(1980, 0, 1);

/** What the operator must do before an app package can be made. */
export class PackageError extends Error {
  override name = "PackageError";
}

/** The manifest with every `${{NAME}}` filled in. Throws {@link PackageError} naming what is missing or wrong. */
export async function fillManifest(source: string, values: Record<string, string | undefined>): Promise<string> {
  const missing = new Set<string>();
  const fill = (text: string) =>
    text.replaceAll(/\$\{\{(\w+)\}\}/g, (_, name: string) => {
      const value = values[name];
      if (value === undefined || value === "") missing.add(name);
      return value ?? "";
    });
  const manifest = JSON.parse(source, (_key, value: unknown) => (typeof value === "string" ? fill(value) : value));
  if (missing.size > 0) throw new PackageError(`Set ${[...missing].join(", ")} first.`);
  const faults = await AppManifestUtils.validateAgainstSchema(manifest);
  if (faults.length > 0) throw new PackageError(`The filled manifest is not valid: ${faults.join("; ")}`);
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** The app package as zip bytes: the same bytes for the same sources and values. Throws {@link PackageError}. */
export async function packageApp(values: Record<string, string | undefined>): Promise<Uint8Array> {
  const entries: Zippable = {};
  for (const name of files) {
    const content = await readFile(new URL(`appPackage/${name}`, root));
    const filled = name === "manifest.json" ? Buffer.from(await fillManifest(content.toString(), values)) : content;
    entries[name] = [filled, { mtime: modified, level: 9 }];
  }
  return zipSync(entries);
}

/** The values of an environment's file. Throws {@link PackageError} where there is none. */
export async function environmentOf(source: string): Promise<Record<string, string | undefined>> {
  const file = new URL(source, root);
  if (!existsSync(file)) throw new PackageError("There is no such file. Copy env/.env.dev to it, and fill it in.");
  return parseEnv(await readFile(file, "utf8"));
}

async function main(environment: string): Promise<void> {
  const source = `env/.env.${environment}`;
  const target = `dist/appPackage/ombord-${environment}.zip`;
  try {
    const zip = await packageApp(await environmentOf(source));
    await mkdir(new URL("dist/appPackage/", root), { recursive: true });
    await writeFile(new URL(target, root), zip);
    console.log(target);
  } catch (error) {
    if (!(error instanceof PackageError)) throw error;
    console.error(`${source}: ${error.message}`);
    process.exitCode = 1;
  }
}

if (import.meta.main) await main(process.argv[2] ?? "dev");
