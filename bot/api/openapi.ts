import { readFileSync } from "node:fs";
import { z } from "zod";
import * as absence from "./contract/absence.ts";
import * as adoption from "./contract/adoption.ts";
import * as ambition from "./contract/ambition.ts";
import * as barriers from "./contract/barriers.ts";
import * as barriersMany from "./contract/barriers-many.ts";
import * as casePages from "./contract/case-pages.ts";
import * as checkIns from "./contract/check-ins.ts";
import * as citizens from "./contract/citizens.ts";
import * as decisions from "./contract/decisions.ts";
import * as figures from "./contract/figures.ts";
import * as learnings from "./contract/learnings.ts";
import * as me from "./contract/me.ts";
import * as operations from "./contract/operations.ts";
import * as politicians from "./contract/politicians.ts";
import * as quarters from "./contract/quarters.ts";
import * as reflection from "./contract/reflection.ts";
import * as rounds from "./contract/rounds.ts";
import * as screenings from "./contract/screenings.ts";
import * as smallSteps from "./contract/small-steps.ts";
import * as solutionCards from "./contract/solution-cards.ts";
import * as sources from "./contract/sources.ts";
import * as texts from "./contract/texts.ts";
import * as trials from "./contract/trials.ts";
import type { Described } from "./route.ts";

type Json = Record<string, unknown>;

const problemAnswer = { $ref: "#/components/responses/Problem" };
const json = "application/json";

/** The routes as an OpenAPI 3.1 document, made from the schemas that parse what is sent and describe what is answered. */
export function openApiDocument(routes: readonly Described[]): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [route.method]: operationOf(route) };
  }
  const { version, license } = packageFacts();
  return {
    openapi: "3.1.1",
    info: { title: "Ombord", version, license: { name: license, identifier: license }, description },
    servers: [{ url: "/" }],
    security: [{ entra: [] }, { persona: [] }],
    paths,
    components: {
      schemas: {
        ...schemasOf(
          routes.map(({ body }) => body),
          "input",
        ),
        ...schemasOf(answersOf(routes), "output"),
      },
      responses: {
        Problem: {
          description: "A sentence for the person, with an id to decide by",
          content: { "application/problem+json": { schema: referenceTo(me.problem) } },
        },
      },
      securitySchemes,
    },
  };
}

const description =
  "What the tab asks the service for, as the person who is signed in. Whoever may not see something is told that it does not " +
  "exist (404). A GET answers 304 to an `If-None-Match` with the `ETag` of the answer before. Texts are sized, and those that " +
  "give somebody away are refused (422).";

const securitySchemes = {
  entra: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
    description: "A token of Entra ID for this app with the scope `access_as_user`, as Teams gives it to the tab",
  },
  persona: {
    type: "apiKey",
    in: "header",
    name: "Authorization",
    description: "In local mode only: `Persona <upn>` of somebody in the directory",
  },
};

function packageFacts() {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return z.object({ version: z.string(), license: z.string() }).parse(JSON.parse(text));
}

function operationOf(route: Described): Json {
  const { summary, body, isOpen } = route;
  return {
    summary,
    operationId: operationId(route),
    ...(isOpen === true ? { security: [] } : {}),
    parameters: parametersOf(route),
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: { [json]: { schema: referenceTo(body) } } } }),
    responses: { 200: answerOf(route), "4XX": problemAnswer, "5XX": problemAnswer },
  };
}

/** `put /api/check-ins/:week/:team` as `putCheckInsWeekTeam`. */
function operationId({ method, path }: Described): string {
  const words = path
    .replace(/^\/api\//, "")
    .split(/\W+/)
    .filter((word) => word !== "");
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

function answerOf({ answer }: Described): Json {
  if (answer instanceof z.ZodType) {
    return { description: "The answer", content: { [json]: { schema: referenceTo(answer) } } };
  }
  const content = Object.fromEntries(answer.map((type) => [type, type === json ? { schema: { type: "object" } } : {}]));
  return { description: "The file", content };
}

function parametersOf({ path, query, params, ifMatch }: Described): Json[] {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name = ""]) => {
    return {
      name,
      in: "path",
      required: true,
      schema: params?.[name] === undefined ? { type: "string" } : plain(params[name]),
    };
  });
  const inQuery = Object.entries(query?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: "query",
    schema: plain(schema),
  }));
  const version = {
    name: "If-Match",
    in: "header",
    schema: { type: "string" },
    description: "The version that the change is made of",
  };
  return [...inPath, ...inQuery, ...(ifMatch === true ? [version] : [])];
}

function plain(schema: z.ZodType): Json {
  const { $schema: _, ...described } = z.toJSONSchema(schema, { io: "input" });
  return described;
}

/** Schemas of the contract by the names that their types have. */
const names = new Map<unknown, string>(
  [
    absence,
    adoption,
    ambition,
    barriers,
    barriersMany,
    casePages,
    checkIns,
    citizens,
    decisions,
    figures,
    learnings,
    rounds,
    me,
    operations,
    politicians,
    quarters,
    reflection,
    screenings,
    smallSteps,
    solutionCards,
    sources,
    texts,
    trials,
  ]
    .flatMap((part) => Object.entries(part))
    .map(([name, schema]) => [schema, name.charAt(0).toUpperCase() + name.slice(1)]),
);

function nameOf(schema: z.ZodType): string {
  const name = names.get(schema);
  if (name === undefined) throw new Error("a schema of the routes is not in the contract");
  return name;
}

const placeOf = (name: string) => `#/components/schemas/${name}`;

function referenceTo(schema: z.ZodType): Json {
  return { $ref: placeOf(nameOf(schema)) };
}

function answersOf(routes: readonly Described[]): z.ZodType[] {
  return [me.problem, ...routes.flatMap(({ answer }) => (answer instanceof z.ZodType ? [answer] : []))];
}

/** By name; those that hold others of them refer to these. */
function schemasOf(schemas: readonly (z.ZodType | undefined)[], io: "input" | "output"): Record<string, Json> {
  const registry = z.registry<{ id: string }>();
  for (const schema of new Set(schemas)) if (schema !== undefined) registry.add(schema, { id: nameOf(schema) });
  const made = z.toJSONSchema(registry, { io, uri: placeOf });
  return Object.fromEntries(
    Object.entries(made.schemas).map(([name, { $schema: _, $id: __, ...schema }]) => [name, schema]),
  );
}
