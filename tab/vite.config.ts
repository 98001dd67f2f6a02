import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type HtmlTagDescriptor, type Plugin } from "vite";

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

/** Has the browser fetch what start.ts will ask for while it is still reading start.ts. */
function fetchAhead(): Plugin {
  return {
    name: "fetch-ahead",
    transformIndexHtml: {
      order: "post",
      handler(_html, { bundle = {} }): HtmlTagDescriptor[] {
        const chunks = Object.values(bundle).filter((item) => item.type === "chunk");
        const main = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith("/tab/main.tsx"));
        const first = chunks.find(({ isEntry }) => isEntry);
        if (main === undefined) throw new Error("tab/main.tsx is no chunk of its own");
        const known = new Set([first?.fileName, ...(first?.imports ?? [])]);
        const ahead = [main.fileName, ...main.imports].filter((file) => !known.has(file));
        return ahead.map((file) => ({
          tag: "link",
          // The largest is compiled beside the page as it comes; of a small one that would only be in start.ts's way.
          attrs: file.includes("/base-")
            ? { rel: "modulepreload", crossorigin: true, href: `/tab/${file}` }
            : { rel: "preload", as: "script", crossorigin: true, href: `/tab/${file}` },
          injectTo: "head",
        }));
      },
    },
  };
}

/**
 * Few files rather than many small ones: each costs a slow machine a moment of its own. What start.ts runs stays apart
 * from React, and the controls of forms come together with the first form.
 */
const groups = [
  {
    name: "start",
    test: /vite.preload-helper|rolldown.runtime|\/tab\/(address|api|connect-host|host|language|pages)\.ts|\/bot\/text\/wording\.ts/,
    priority: 3,
  },
  { name: "forms", test: /@fluentui\/react-(checkbox|field|input|label|radio|switch|textarea)\//, priority: 1 },
  {
    name: "base",
    test: /node_modules\/(react|react-dom|scheduler|@tanstack\/(query-core|react-query)|@griffel)\/|@fluentui\/(tokens|react-(button|jsx-runtime|provider|theme))\/|\/tab\/(app|router|session|shell|theme)\.tsx?|\/tab\/components\/(?!choose|copy-link|date-field|drawer|guarded-fields|modal|page-top|rewrit|toasts)|\/tab\/pages\/(barriers\/(words|use-choices)|overview\/(agreed|paths|use-adoption))\.tsx?|\/bot\/domain\/(vocabulary|rewriting|barrier\/barrier|check-in\/round-questions)\.ts/,
    priority: 2,
  },
];

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "/tab/",
  plugins: [react(), fetchAhead(), { name: "put-in-place", closeBundle: { order: "post", handler: putInPlace } }],
  build: {
    outDir: freshFolder,
    emptyOutDir: true,
    target: "es2022",
    // All of it is 7 kB packed: pages that fetch their own would wait for one more thing.
    cssCodeSplit: false,
    // The frame hosts have no use for preloading hints, and every inline helper costs bytes before the first page.
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
    rolldownOptions: { output: { codeSplitting: { groups } } },
  },
});
