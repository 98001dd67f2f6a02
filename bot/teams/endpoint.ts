import type { IncomingMessage, ServerResponse } from "node:http";
import type { Activity } from "botbuilder";
import type { Server } from "restify";
import { OmbordError } from "../errors.ts";
import { readBody } from "../read-body.ts";
import { errorFields } from "../telemetry.ts";
import type { Authenticate } from "./authenticate.ts";
import { parseIncoming } from "./incoming.ts";
import { receive } from "./receive.ts";
import type { TeamsServices } from "./turn.ts";

/** A Teams activity with a full card is under 100 KB; anything above this is not one. */
const maxBodyBytes = 256 * 1024;
const path = "/api/messages";

/** What restify offers and its types leave out: a look at a request before anything else, which ends there with `false`. */
interface WithFirst {
  first(handler: (request: IncomingMessage, response: ServerResponse) => boolean): void;
}

/**
 * Mounts `POST /api/messages`, ahead of restify's chains, which an activity has no use for; restify itself answers what
 * comes with another method. What is answered to a refused or broken request says nothing about why.
 */
export function mountMessages(server: Server, services: TeamsServices, authenticate: Authenticate): void {
  (server as Server & WithFirst).first((request, response) => {
    if (request.method !== "POST" || request.url !== path) return true;
    Object.assign(request, { route: { path } });
    response.setHeader("Server", server.name);
    answer(request, response).catch((error: unknown) => {
      services.log.error(errorFields(error), "activity not answered");
      response.destroy();
    });
    return false;
  });
  server.post(path, answer);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body: unknown;
    try {
      body = await readBody(request, maxBodyBytes);
    } catch (error) {
      return notAnActivity(response, error instanceof OmbordError && error.code === "tooLarge" ? 413 : 400);
    }
    const activity = parseIncoming(body);
    if (activity === null) return notAnActivity(response, 400);
    try {
      await authenticate(request.headers.authorization ?? "", body as Activity);
    } catch (error) {
      return end(response, refusal(error, services));
    }
    if (!services.channels.has(activity.channelId ?? (services.isLocal ? "msteams" : ""))) {
      services.log.warn({ reason: "channel" }, "activity refused");
      return end(response, 403);
    }
    try {
      end(response, 200, await receive(services, activity));
    } catch (error) {
      services.log.error(errorFields(error), "activity failed");
      end(response, 500);
    }
  }
}

/** Says as little as restify's errors do once app.ts has replaced them. */
function notAnActivity(response: ServerResponse, status: 400 | 413): void {
  const problem = { type: "about:blank", status, title: status === 413 ? "tooLarge" : "invalid" };
  end(response, status, problem, "application/problem+json; charset=utf-8");
}

/** Past restify's formatters, which look up how to write JSON for every answer. */
function end(
  response: ServerResponse,
  status: number,
  body?: unknown,
  type: string = "application/json; charset=utf-8",
): void {
  const text = body === undefined ? "" : JSON.stringify(body);
  const typed = body === undefined ? {} : { "Content-Type": type };
  response.writeHead(status, { ...typed, "Content-Length": String(Buffer.byteLength(text)) });
  response.end(text);
}

/** The status for an activity that was not let in; the reason goes to the log only. */
function refusal(error: unknown, services: TeamsServices): number {
  if (!(error instanceof OmbordError)) {
    services.log.error(errorFields(error), "activity not authenticated");
    return 401;
  }
  services.log.warn({ reason: error.sentence }, "activity refused");
  return error.code === "forbidden" ? 403 : 401;
}
