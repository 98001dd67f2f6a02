import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { z } from "zod";
import { firstView, problem } from "../../bot/api/contract/me.ts";
import { openApiDocument } from "../../bot/api/openapi.ts";
import type { Described } from "../../bot/api/route.ts";
import { describedRoutes } from "../../bot/api/route-table.ts";

/** Every address of the API; the first that fits counts. */
const contract = describedRoutes("local").map((route) => {
  return { route, pattern: new RegExp(`^${route.path.replaceAll(/:\w+/g, "[^/]+")}$`) };
});

const ajv = new Ajv2020({ strict: false, validateFormats: true });
formats.default(ajv);
ajv.addSchema(openApiDocument(describedRoutes("local")), "openapi");

/** What the description of the API, read by somebody else's validator, finds wrong with what was sent or answered. */
export function descriptionFaults(
  route: Pick<Described, "method" | "path">,
  part: "body" | "answer",
  value: unknown,
): string[] {
  const path = route.path.replaceAll(/:(\w+)/g, "{$1}").replaceAll("/", "~1");
  const place = part === "body" ? "requestBody" : "responses/200";
  const validate = ajv.getSchema(`openapi#/paths/${path}/${route.method}/${place}/content/application~1json/schema`);
  if (validate === undefined) return [`${route.method} ${route.path} has no ${part} in the description`];
  if (validate(value) === true) return [];
  return (validate.errors ?? []).map(
    (error) => `${route.method} ${route.path}, ${part}: ${error.instancePath} ${error.message}`,
  );
}

export interface Exchange {
  method: string;
  /** With its query. */
  path: string;
  status: number;
  contentType: string;
  /** What was sent, when something was. */
  body?: string;
  answer: string;
}

/** What in an exchange the contract does not know, in one line each; a key too many counts as much as one too few. */
export function contractFaults({ method, path, status, contentType, body, answer }: Exchange): string[] {
  const address = path.split("?")[0] ?? "";
  const isJson = contentType.startsWith("application/json");
  if (contentType.startsWith("application/problem+json")) return faultsOf(problem, JSON.parse(answer), "problem");
  // What restify refuses before anything of ours is asked (405) is no answer of the API.
  if (status === 304 || status === 405 || !isJson) return [];
  const agreed = contract.find(
    ({ route, pattern }) => route.method === method.toLowerCase() && pattern.test(address),
  )?.route;
  if (agreed === undefined) return [`${method} ${address} is in no contract`];
  const answered: unknown = JSON.parse(answer);
  const given: unknown = agreed.body === undefined || body === undefined ? undefined : JSON.parse(body);
  const sent = agreed.body === undefined || given === undefined ? [] : faultsOf(agreed.body, given, "body");
  const inside = agreed.answer === firstView ? insideFaults(answered) : [];
  const said = agreed.answer instanceof z.ZodType ? faultsOf(agreed.answer, answered, `${method} ${address}`) : [];
  const described = given === undefined ? [] : descriptionFaults(agreed, "body", given);
  return [...sent, ...said, ...inside, ...described, ...descriptionFaults(agreed, "answer", answered)];
}

/** Each view of the first view is what its own address answers. */
function insideFaults(answered: unknown): string[] {
  const parsed = firstView.safeParse(answered);
  if (!parsed.success) return [];
  return parsed.data.views.flatMap(({ path, answer }) =>
    contractFaults({
      method: "GET",
      path,
      status: 200,
      contentType: "application/json",
      answer: JSON.stringify(answer),
    }),
  );
}

function faultsOf(schema: z.ZodType, value: unknown, what: string): string[] {
  const parsed = schema.safeParse(value);
  if (parsed.success) return [];
  return parsed.error.issues.map(({ path, message }) => `${what}: ${path.join(".")}: ${message}`);
}
