import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** Whether a program can be run on this machine. Some are in folders that only root searches. */
export function isInstalled(program: string): boolean {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/sbin"];
  return folders.some((folder) => canRun(join(folder, program)));
}

function canRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
