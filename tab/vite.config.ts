import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const tabFolder = fileURLToPath(new URL("../dist/tab", import.meta.url));
const freshFolder = `${tabFolder}-${process.pid}`;

// A build that follows the caller's environment ships React's development half when that says "test".
process.env.NODE_ENV = "production";

/** The names in the first page hold hashes of everything it leads to: the same page is the same tab. */
function firstPage(folder: string): string | undefined {
  const page = join(folder, "index.html");
  return existsSync(page) ? readFileSync(page, "utf8") : undefined;
}

/** Puts the finished tab in place of the old one, so that nobody who starts meanwhile reads half a tab. */
function putInPlace(): void {
  const isSame = firstPage(freshFolder) === firstPage(tabFolder);
  rmSync(isSame ? freshFolder : tabFolder, { recursive: true, force: true });
  if (!isSame) renameSync(freshFolder, tabFolder);
}

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "/tab/",
  plugins: [react(), { name: "put-in-place", closeBundle: { order: "post", handler: putInPlace } }],
  build: {
    outDir: freshFolder,
    emptyOutDir: true,
    target: "es2022",
    // The frame hosts have no use for preloading hints, and every inline helper costs bytes before the first page.
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
  },
});
