import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { z } from "zod";
import type { Account, SourceName, UsedSystem } from "../../domain/sources.ts";
import type { SolutionPhase } from "../../domain/vocabulary.ts";
import { kitosSheet, limits } from "../files.ts";
import { Problems } from "../problem.ts";
import { readCsv } from "../read-csv.ts";
import { readForeignSheet } from "../read-xlsx.ts";
import { readExpectedUsers } from "./expected-users.ts";
import { plainKey, plainName, withoutNumbers } from "./source-fields.ts";
import { SourceTrouble } from "./source-trouble.ts";

// Sources that are files beside the service: KITOS' export of what is in use, and a list of Entra ids.

const guid = z.guid().toLowerCase();

const phaseOf: Record<string, SolutionPhase> = {
  "Under afprøvning": "trial",
  "Under indfasning": "rollout",
  "I drift": "inUse",
  "Under udfasning": "retiring",
};

/**
 * KITOS' export of *IT Systemer i anvendelse*, as a workbook or as CSV; columns in whatever order. Units are names there. Throws
 * `SourceTrouble`: `columnMissing` where the column of ids, which KITOS hides by default, was not shown.
 */
export async function readKitosExport(path: string): Promise<UsedSystem[]> {
  const rows = await rowsOf("kitosExport", path);
  const [header = [], ...lines] = rows;
  const place = (heading: string) => header.findIndex((cell) => cell.trim() === heading);
  const [id, name, life] = [place("IT-System (UUID)"), place("IT System"), place("Livscyklus")];
  if (id < 0 || name < 0 || life < 0) throw new SourceTrouble("kitosExport", "columnMissing");
  const [call, users, units] = [
    place("Lokal kaldenavn"),
    place("Antal brugere"),
    place("Relevante organisationsenheder"),
  ];
  const found = lines.flatMap((cells): UsedSystem[] => {
    const uuid = guid.safeParse(cells[id]?.trim());
    const named = withoutNumbers(cells[units]?.trim() ?? "");
    if (!uuid.success) return [];
    return [
      {
        id: uuid.data,
        name: plainName(cells[name] ?? "") || uuid.data,
        callName: plainName(cells[call] ?? "") || null,
        phase: phaseOf[cells[life]?.trim() ?? ""] ?? null,
        expectedUsers: readExpectedUsers(cells[users] ?? ""),
        units: named === "" ? [] : [{ id: null, name: named, kitosId: null }],
      },
    ];
  });
  if (found.length === 0) throw new SourceTrouble("kitosExport", "empty");
  return found;
}

/** A file `userId;entra_id`, with `upn` and `language` where they are known. Throws `SourceTrouble`. */
export async function readEntraFile(path: string): Promise<Account[]> {
  const [header = [], ...lines] = await rowsOf("entraFile", path);
  const place = (heading: string) => header.findIndex((cell) => cell.trim().toLowerCase() === heading);
  const [userId, entraId, upn, language] = [place("userid"), place("entra_id"), place("upn"), place("language")];
  if (userId < 0 || entraId < 0) throw new SourceTrouble("entraFile", "columnMissing");
  const found = lines.flatMap((cells): Account[] => {
    const id = guid.safeParse(cells[entraId]?.trim());
    const spoken = cells[language]?.trim().toLowerCase();
    const [known = "", mail = ""] = [userId, upn].map((at) => plainKey(cells[at] ?? ""));
    if (!id.success || known === "") return [];
    return [
      {
        entraId: id.data,
        userId: known,
        upn: mail || null,
        name: null,
        language: spoken === "en" || spoken === "da" ? spoken : null,
        isEnabled: true,
      },
    ];
  });
  if (found.length === 0) throw new SourceTrouble("entraFile", "empty");
  return found;
}

async function rowsOf(source: SourceName, path: string): Promise<string[][]> {
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile()) throw new SourceTrouble(source, "fileMissing");
  if (found.size > limits.fileMb * 1024 * 1024) throw new SourceTrouble(source, "tooLarge");
  const bytes = await readFile(path);
  if (/\.xls[xm]$/i.test(path)) {
    const rows = await readForeignSheet(bytes, kitosSheet);
    if (rows === null) throw new SourceTrouble(source, "notReadable");
    return rows;
  }
  const table = await readCsv("solutions", basename(path), bytes, new Problems());
  if (table === undefined) throw new SourceTrouble(source, "notReadable");
  return [table.header, ...table.rows.map(({ cells }) => cells)];
}
