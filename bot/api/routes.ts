import { fileURLToPath } from "node:url";
import type { Request, Response, Server } from "restify";
import { localDate } from "../domain/calendar.ts";
import type { Directory, Person } from "../domain/organisation.ts";
import type { Language } from "../domain/vocabulary.ts";
import { OmbordError } from "../errors.ts";
import { readBody } from "../read-body.ts";
import { tabDa } from "../text/da/tab.ts";
import { tabEn } from "../text/en/tab.ts";
import { storeErrors } from "../text/store-trouble.ts";
import { textFor } from "../text/text.ts";
import { loadDirectory, rememberedDirectory } from "../use-cases/load-directory.ts";
import { type Caller, createAuthenticate } from "./authenticate.ts";
import type { ApiDeps, Call } from "./call.ts";
import { getPersonas } from "./me.ts";
import { openApiDocument } from "./openapi.ts";
import {
  type ErrorSentences,
  type PreparedAnswer,
  prepareJson,
  replyJson,
  replyPrepared,
  replyProblem,
} from "./reply.ts";
import type { BodyRules, Described } from "./route.ts";
import { apiRoutes, describedRoutes, localRoutes, openRoutes } from "./route-table.ts";
import { loadTab, replyTab } from "./static-tab.ts";

const small: BodyRules = { maxBytes: 64 * 1024, sentence: "tooLarge" };
const builtTab = fileURLToPath(new URL("../../dist/tab", import.meta.url));

/** Mounts the API under `/api` and the built tab under `/tab`. */
export function mountApi(server: Server, deps: ApiDeps, overrides: { tabFolder?: string } = {}): void {
  const authenticate = createAuthenticate(deps.config);

  for (const { method, path, reply, bodyRules = small, readsSettings = false, isForPrograms } of apiRoutes) {
    server[method](path, async (request: Request, response: Response) => {
      let language = acceptedLanguage(request);
      try {
        const now = deps.clock();
        const caller = await authenticate(request.headers.authorization, now);
        deps.personPace.keep(caller.tenantId, nameOf(caller));
        const isProgram = "applicationId" in caller;
        if (isProgram && isForPrograms !== true) throw notInDirectory();
        const call = isProgram ? await asProgram(deps, caller, now) : await identify(deps, caller, now, readsSettings);
        language = call.person.language;
        bodyRules.admit?.(call);
        const body = method === "get" ? undefined : await readBody(request, bodyRules.maxBytes, bodyRules.sentence);
        const params = request.params ?? {};
        const query = Object.fromEntries(new URLSearchParams(request.getQuery()));
        await reply({ ...call, deps, params, query, body, ...ifMatchOf(request) }, request, response);
      } catch (error) {
        await replyProblem(request, response, asRefused(error), telling(deps, language));
      }
    });
  }
  if (deps.config.mode === "local") mountPersonas(server, deps);
  mountDescription(server, describedRoutes(deps.config.mode));
  mountUnknown(server, deps);
  mountTab(server, overrides.tabFolder ?? builtTab);
}

/** Made when somebody asks for it first; there is nothing in it that is not in the source. */
function mountDescription(server: Server, routes: readonly Described[]): void {
  let document: Promise<PreparedAnswer> | undefined;
  server.get(openRoutes[0].path, async (request: Request, response: Response) => {
    document ??= prepareJson(openApiDocument(routes));
    await replyPrepared(request, response, await document);
  });
}

/** The version without its quotes, or as a weak one. */
function ifMatchOf(request: Request): { ifMatch?: string } {
  const version = /^(?:W\/)?"?([\w-]{1,40})"?$/.exec(request.headers["if-match"] ?? "")?.[1];
  return version === undefined ? {} : { ifMatch: version };
}

type Known = Omit<Call, "deps" | "params" | "query" | "body">;

function nameOf(caller: Caller): string {
  if ("applicationId" in caller) return caller.applicationId;
  return "personId" in caller ? caller.personId : caller.upn;
}

type Program = Extract<Caller, { applicationId: string }>;

/** A program that Entra lets in is nobody in the directory, which may be empty yet. What it does is noted under its own id. */
async function asProgram({ store }: ApiDeps, { tenantId, applicationId }: Program, now: Date): Promise<Known> {
  const directory = await loadDirectory(store, tenantId);
  const person: Person = { id: applicationId, upn: "", name: "", language: "da" };
  const errand = { store, actor: { tenantId, personId: applicationId }, directory, now: now.toISOString() };
  return { tenantId, errand, directory, person, now, today: localDate(errand.now), isProgram: true };
}

async function identify(
  deps: ApiDeps,
  caller: Exclude<Caller, Program>,
  now: Date,
  readsSettings: boolean,
): Promise<Known> {
  const { store } = deps;
  const { tenantId } = caller;
  const isKnown = (directory: Directory) => {
    const known = findPerson(directory, caller);
    return known !== undefined && !known.retired;
  };
  const directory = readsSettings
    ? await rememberedDirectory(store, tenantId, isKnown)
    : await loadDirectory(store, tenantId);
  const person = findPerson(directory, caller);
  if (person === undefined || person.retired) throw notInDirectory();
  const errand = { store, actor: { tenantId, personId: person.id }, directory, now: now.toISOString() };
  return { tenantId, errand, directory, person, now, today: localDate(errand.now) };
}

function notInDirectory(): OmbordError {
  return new OmbordError("forbidden", "notInDirectory");
}

/** Whoever has been retired since this process read the directory is told the same as everybody else who is not in it. */
function asRefused(error: unknown): unknown {
  return error instanceof OmbordError && error.sentence === "unknownPerson" ? notInDirectory() : error;
}

function findPerson(directory: Directory, caller: Exclude<Caller, Program>): Person | undefined {
  if ("personId" in caller) return directory.people.get(caller.personId);
  return [...directory.people.values()].find((person) => person.upn.toLowerCase() === caller.upn);
}

function acceptedLanguage(request: Request): Language {
  return /^\s*en\b/i.test(request.headers["accept-language"] ?? "") ? "en" : "da";
}

/** What a refusal is told with: in words to the person, in codes to the log. */
function telling({ log }: ApiDeps, language: Language) {
  return { sentences: sentences(language), log };
}

function sentences(language: Language): ErrorSentences {
  const text = textFor(language);
  const tab = language === "en" ? tabEn : tabDa;
  const all = { ...text.errors, ...tab.errors, unexpected: text.unexpected("{reference}"), ...storeErrors(language) };
  // The bot writes its sentences with Markdown, the tab shows them as they are.
  const byId = Object.fromEntries(Object.entries(all).map(([id, sentence]) => [id, sentence.replaceAll("**", "")]));
  return { byId, guard: text.guard };
}

function mountPersonas(server: Server, deps: ApiDeps): void {
  server.get(localRoutes[0].path, async (request: Request, response: Response) => {
    try {
      const [tenantId = ""] = deps.config.tenants;
      const directory = await loadDirectory(deps.store, tenantId);
      await replyJson(
        request,
        response,
        await getPersonas({ directory, today: localDate(deps.clock().toISOString()) }),
      );
    } catch (error) {
      await replyProblem(request, response, error, telling(deps, acceptedLanguage(request)));
    }
  });
}

/** An address of the API that does not exist answers like everything else does. */
function mountUnknown(server: Server, deps: ApiDeps): void {
  for (const method of ["get", "put", "post", "patch", "del"] as const) {
    server[method]("/api/*", async (request: Request, response: Response) => {
      await replyProblem(request, response, new OmbordError("notFound"), telling(deps, acceptedLanguage(request)));
    });
  }
}

function mountTab(server: Server, folder: string): void {
  const tab = loadTab(folder);
  const reply = async (request: Request, response: Response) => {
    const path = request.path().replace(/^\/tab\/?/, "");
    if (replyTab(request, response, tab, path)) return;
    response.writeHead(404, { "Content-Type": "text/plain; charset=utf-8", "X-Content-Type-Options": "nosniff" });
    response.end();
  };
  server.get("/tab", async (_request: Request, response: Response) => {
    response.writeHead(302, { Location: "/tab/" });
    response.end();
  });
  server.get("/tab/*", reply);
  server.head("/tab/*", reply);
}
