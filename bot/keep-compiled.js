import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

// Loaded before the service: what Node makes of its files (types stripped, code compiled) is kept beside the packages, so that
// every start but the first takes about half the processor time. Where nothing can be written there, nothing is kept.
enableCompileCache(fileURLToPath(new URL("../node_modules/.cache/node", import.meta.url)));
