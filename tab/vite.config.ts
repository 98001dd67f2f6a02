import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "/tab/",
  plugins: [react()],
  build: {
    outDir: fileURLToPath(new URL("../dist/tab", import.meta.url)),
    emptyOutDir: true,
    target: "es2022",
    // The frame hosts have no use for preloading hints, and every inline helper costs bytes before the first page.
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
  },
});
