import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { openApiDocument } from "../api/openapi.ts";
import { describedRoutes } from "../api/route-table.ts";

// npm run openapi [-- file]: what the service answers at /api/openapi.json outside local mode, as a file.

const [, , file = "dist/openapi.json"] = process.argv;
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, `${JSON.stringify(openApiDocument(describedRoutes("production")), null, 2)}\n`);
