import { writeFileSync } from "node:fs";
import { openApiDocument } from "../api/openapi.ts";
import { describedRoutes } from "../api/route-table.ts";

// npm run openapi: docs/openapi.json, what the service answers at /api/openapi.json outside local mode.

const document = openApiDocument(describedRoutes("production"));
writeFileSync(new URL("../../docs/openapi.json", import.meta.url), `${JSON.stringify(document, null, 2)}\n`);
