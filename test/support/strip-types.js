import { createHash } from "node:crypto";
import { stripTypeScriptTypes } from "node:module";

// Jest runs the very source that Node runs: types are blanked out in place, so line numbers stay true.
export default {
  process: (source) => ({ code: stripTypeScriptTypes(source, { mode: "strip" }) }),
  getCacheKey: (source) => createHash("sha1").update(process.version).update(source).digest("hex"),
};
