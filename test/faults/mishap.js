// Put before the service by a test: what goes wrong where no request is, on demand, in the words of a person.
import { createRequire } from "node:module";

const words = process.env.MISHAP_WORDS;

process.on("SIGUSR2", () => {
  const what = process.env.MISHAP;
  if (what === "exception") throw new Error(words);
  if (what === "rejection") Promise.reject(new Error(words));
  if (what === "no error") Promise.reject(words);
  if (what === "prints") {
    for (const method of ["debug", "error", "info", "log", "trace", "warn"]) console[method](words);
    process.emitWarning(words);
    // Node's own: it names the address that somebody gave.
    createRequire(import.meta.url)("node:url").parse(`http://localhost:${words}/`);
  }
});
