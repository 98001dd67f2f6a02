import { fileURLToPath } from "node:url";
import type { Request, Response, Server } from "restify";
import { localDate } from "../domain/calendar.ts";
import type { Directory, Person } from "../domain/organisation.ts";
import type { Language } from "../domain/vocabulary.ts";
import { OmbordError } from "../errors.ts";
import { readBody } from "../read-body.ts";
import { errorFields } from "../telemetry.ts";
import { tabDa } from "../text/da/tab.ts";
import { tabEn } from "../text/en/tab.ts";
import { storeErrors } from "../text/store-trouble.ts";
import { textFor } from "../text/text.ts";
import { loadDirectory } from "../use-cases/load-directory.ts";
import { heardOf } from "../use-cases/remember-conversation.ts";
import { getAdoption } from "./adoption.ts";
import { getAmbition, putAmbition } from "./ambition.ts";
import { getAttention, putDismissal } from "./attention.ts";
import { type Caller, createAuthenticate } from "./authenticate.ts";
import {
  getBarrier,
  getBarrierChoices,
  getBarrierFigures,
  getBarriers,
  patchBarrier,
  postBarrier,
} from "./barriers.ts";
import type { ApiDeps, Call, Resource } from "./call.ts";
import { getCheckIns, putCheckIn } from "./check-ins.ts";
import { getCitizenCases, getInclusion, patchCitizenCase, postCitizenCase } from "./citizen-cases.ts";
import { getExport } from "./export/export.ts";
import { getFirstView } from "./first-view.ts";
import { admitImport, answerImport, maxImportBytes } from "./import.ts";
import { getMe, getPersonas } from "./me.ts";
import { getDeliveries, postResend } from "./operations.ts";
import { type ErrorSentences, replyFile, replyJson, replyPrepared, replyProblem } from "./reply.ts";
import { getSettings, putSettings } from "./settings.ts";
import { getSolution } from "./solutions.ts";
import { loadTab, replyTab } from "./static-tab.ts";
import { getSharedTrials, getTrials, patchTrial, postTrial } from "./trials.ts";

type Method = "get" | "put" | "post" | "patch";
type Answer = (call: Call, request: Request, response: Response) => Promise<void>;

/** Everything that the API answers. */
const resources: [Method, string, Resource][] = [
  ["get", "/api/check-ins", getCheckIns],
  ["put", "/api/check-ins/:week/:team", putCheckIn],
  ["get", "/api/citizen-cases", getCitizenCases],
  ["post", "/api/citizen-cases", postCitizenCase],
  ["patch", "/api/citizen-cases/:id", patchCitizenCase],
  ["get", "/api/inclusion", getInclusion],
  ["get", "/api/ambition", getAmbition],
  ["put", "/api/ambition", putAmbition],
  ["get", "/api/admin/deliveries", getDeliveries],
  ["post", "/api/admin/deliveries/resend", postResend],
  ["get", "/api/admin/settings", getSettings],
  ["put", "/api/admin/settings", putSettings],
  ["get", "/api/barriers", getBarriers],
  ["post", "/api/barriers", postBarrier],
  ["get", "/api/barriers/choices", getBarrierChoices],
  ["get", "/api/barriers/figures", getBarrierFigures],
  ["get", "/api/barriers/:id", getBarrier],
  ["patch", "/api/barriers/:id", patchBarrier],
  ["get", "/api/trials", getTrials],
  ["post", "/api/trials", postTrial],
  ["get", "/api/trials/shared", getSharedTrials],
  ["patch", "/api/trials/:id", patchTrial],
  ["get", "/api/solutions/:solution", getSolution],
  ["get", "/api/attention", getAttention],
  ["put", "/api/attention/:warning", putDismissal],
];

/** What may be sent to an address. */
interface BodyRules {
  maxBytes: number;
  /** What is said about more than that. */
  sentence: string;
  /** Asked before anything is read; throws for whoever may not. */
  admit?: (known: Known) => void;
}

const small: BodyRules = { maxBytes: 64 * 1024, sentence: "tooLarge" };
const upload: BodyRules = { maxBytes: maxImportBytes, sentence: "importTooLarge", admit: admitImport };
const builtTab = fileURLToPath(new URL("../../dist/tab", import.meta.url));

/** Mounts the API under `/api` and the built tab under `/tab`. */
export function mountApi(server: Server, deps: ApiDeps, overrides: { tabFolder?: string } = {}): void {
  const authenticate = createAuthenticate(deps.config);

  const mount = (method: Method, path: string, answer: Answer, { maxBytes, sentence, admit }: BodyRules = small) => {
    server[method](path, async (request: Request, response: Response) => {
      let language = acceptedLanguage(request);
      try {
        const now = deps.clock();
        const caller = await authenticate(request.headers.authorization, now);
        deps.personPace.keep(caller.tenantId, "personId" in caller ? caller.personId : caller.upn);
        const call = await identify(deps, caller, now);
        language = call.person.language;
        admit?.(call);
        const body = method === "get" ? undefined : await readBody(request, maxBytes, sentence);
        const params = request.params ?? {};
        const query = Object.fromEntries(new URLSearchParams(request.getQuery()));
        await answer({ ...call, deps, params, query, body, ...ifMatchOf(request) }, request, response);
      } catch (error) {
        await replyProblem(request, response, error, sentences(language), deps.log);
      }
    });
  };
  for (const [method, path, resource] of resources) {
    mount(method, path, async (call, request, response) => replyJson(request, response, await resource(call)));
  }
  mount("get", "/api/me", async (call, request, response) =>
    replyJson(request, response, await signedIn(call, getMe(call))),
  );
  mount("get", "/api/first-view", async (call, request, response) =>
    replyJson(request, response, await signedIn(call, getFirstView(call))),
  );
  mount("get", "/api/adoption", async (call, request, response) =>
    replyPrepared(request, response, await getAdoption(call)),
  );
  mount("post", "/api/admin/import", answerImport, upload);
  mount("get", "/api/export/:file", async (call, request, response) =>
    replyFile(request, response, await getExport(call)),
  );

  if (deps.config.mode === "local") mountPersonas(server, deps);
  mountUnknown(server, deps);
  mountTab(server, overrides.tabFolder ?? builtTab);
}

/** Whoever opens the tab may have the app again: their chat is tried once more. The view does not depend on it. */
async function signedIn<T>({ deps, tenantId, person, now }: Call, view: Promise<T>): Promise<T> {
  const heard = heardOf(deps.store, tenantId, person.id, now.toISOString()).then(
    (isOpened) => isOpened && deps.deliverSoon?.(tenantId),
    (error: unknown) => deps.log.error(errorFields(error), "sign-in not noted"),
  );
  const [shown] = await Promise.all([view, heard]);
  return shown;
}

/** The version without its quotes, or as a weak one. */
function ifMatchOf(request: Request): { ifMatch?: string } {
  const version = /^(?:W\/)?"?([\w-]{1,40})"?$/.exec(request.headers["if-match"] ?? "")?.[1];
  return version === undefined ? {} : { ifMatch: version };
}

type Known = Omit<Call, "deps" | "params" | "query" | "body">;

async function identify(deps: ApiDeps, caller: Caller, now: Date): Promise<Known> {
  const directory = await loadDirectory(deps.store, caller.tenantId);
  const person = findPerson(directory, caller);
  if (person === undefined || person.retired) throw new OmbordError("forbidden", "notInDirectory");
  return { tenantId: caller.tenantId, directory, person, now, today: localDate(now.toISOString()) };
}

function findPerson(directory: Directory, caller: Caller): Person | undefined {
  if ("personId" in caller) return directory.people.get(caller.personId);
  return [...directory.people.values()].find((person) => person.upn.toLowerCase() === caller.upn);
}

function acceptedLanguage(request: Request): Language {
  return /^\s*en\b/i.test(request.headers["accept-language"] ?? "") ? "en" : "da";
}

function sentences(language: Language): ErrorSentences {
  const text = textFor(language);
  const tab = language === "en" ? tabEn : tabDa;
  const all = { ...text.errors, ...tab.errors, unexpected: text.unexpected("{reference}"), ...storeErrors(language) };
  // The bot writes its sentences with Markdown, the tab shows them as they are.
  return Object.fromEntries(Object.entries(all).map(([id, sentence]) => [id, sentence.replaceAll("**", "")]));
}

function mountPersonas(server: Server, deps: ApiDeps): void {
  server.get("/api/personas", async (request: Request, response: Response) => {
    try {
      const [tenantId = ""] = deps.config.tenants;
      const directory = await loadDirectory(deps.store, tenantId);
      await replyJson(
        request,
        response,
        await getPersonas({ directory, today: localDate(deps.clock().toISOString()) }),
      );
    } catch (error) {
      await replyProblem(request, response, error, sentences(acceptedLanguage(request)), deps.log);
    }
  });
}

/** An address of the API that does not exist answers like everything else does. */
function mountUnknown(server: Server, deps: ApiDeps): void {
  for (const method of ["get", "put", "post", "patch", "del"] as const) {
    server[method]("/api/*", async (request: Request, response: Response) => {
      const language = sentences(acceptedLanguage(request));
      await replyProblem(request, response, new OmbordError("notFound"), language, deps.log);
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
