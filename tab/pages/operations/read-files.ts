import type { NewImport } from "../../../bot/api/contract.ts";

/** Files as they are sent. Rejects when one of them cannot be read any longer. */
export function readFiles(files: readonly File[]): Promise<NewImport["files"]> {
  return Promise.all(files.map(async (file) => ({ name: file.name, base64: await base64Of(file) })));
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    // `data:text/csv;base64,…`
    reader.onload = () => resolve(String(reader.result).split(",")[1] ?? "");
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
