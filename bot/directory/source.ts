import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileNames, limits, type SourceFile } from "./files.ts";
import type { Problems } from "./problem.ts";
import { readTables, type Tables } from "./read-tables.ts";

const knownFiles = fileNames.map((name) => `${name}.csv`).join(", ");

/**
 * Where a municipality's directory comes from. Files are the first; a system that knows the organisation would be another,
 * and needs to know no more of the import than this.
 */
export interface DirectorySource {
  /** The tables as they were found, unchecked. What cannot be read is added to the problems, and is no exception. */
  read(problems: Problems): Promise<Tables>;
}

/** The folder or the workbook at a path, files in hand (an upload), or a source of another kind as it is. */
export function sourceOf(given: DirectorySource | string | readonly SourceFile[]): DirectorySource {
  if (typeof given !== "string" && "read" in given) return given;
  return {
    read: async (problems) => readTables(typeof given === "string" ? await filesAt(given, problems) : given, problems),
  };
}

/** The CSV files of a folder, or the one workbook. What cannot be read is a problem, never an exception. */
async function filesAt(path: string, problems: Problems): Promise<SourceFile[]> {
  const found = await stat(path).catch(() => null);
  if (found === null) {
    problems.add(basename(path), null, null, "sourceMissing");
    return [];
  }
  if (!found.isDirectory()) return readFiles([path], problems);
  const names = (await readdir(path)).filter((name) => /\.(csv|xlsx)$/i.test(name) && !name.startsWith("~$")).sort();
  if (names.length === 0) problems.add(basename(path), null, null, "noFiles", { known: knownFiles });
  return readFiles(
    names.map((name) => join(path, name)),
    problems,
  );
}

async function readFiles(paths: string[], problems: Problems): Promise<SourceFile[]> {
  const files: SourceFile[] = [];
  for (const path of paths) {
    const name = basename(path);
    // Looked at before it is read: a file of many gigabytes must not fill the memory first.
    if ((await stat(path)).size > limits.fileMb * 1024 * 1024) {
      problems.add(name, null, null, "fileTooLarge", { limit: limits.fileMb });
      continue;
    }
    files.push({ name, bytes: await readFile(path) });
  }
  return files;
}
