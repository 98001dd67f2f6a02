import type { Activity } from "botbuilder";
import type { Request, Response, Server } from "restify";
import { OmbordError } from "../errors.ts";
import { readBody } from "../read-body.ts";
import { errorFields } from "../telemetry.ts";
import type { TeamsAdapter } from "./adapter.ts";
import { parseIncoming } from "./incoming.ts";
import { receive } from "./receive.ts";
import type { TeamsServices } from "./turn.ts";

/** A Teams activity with a full card is under 100 KB; anything above this is not one. */
const maxBodyBytes = 256 * 1024;

/** Mounts `POST /api/messages`. What it answers to a refused or broken request says nothing about why. */
export function mountMessages(server: Server, services: TeamsServices, adapter: TeamsAdapter): void {
  server.post("/api/messages", async (request: Request, response: Response) => {
    let body: unknown;
    try {
      body = await readBody(request, maxBodyBytes);
    } catch (error) {
      return notAnActivity(response, error instanceof OmbordError && error.code === "tooLarge" ? 413 : 400);
    }
    const activity = parseIncoming(body);
    if (activity === null) return notAnActivity(response, 400);
    try {
      await adapter.authenticate(request.headers.authorization ?? "", body as Activity);
    } catch (error) {
      return end(response, refusal(error, services));
    }
    try {
      const answer = await adapter.run(body as Activity, () => receive(services, activity));
      end(response, 200, answer);
    } catch (error) {
      services.log.error(errorFields(error), "activity failed");
      end(response, 500);
    }
  });
}

/** Says as little as restify's errors do once app.ts has replaced them. */
function notAnActivity(response: Response, status: 400 | 413): void {
  const problem = { type: "about:blank", status, title: status === 413 ? "tooLarge" : "invalid" };
  response.sendRaw(status, JSON.stringify(problem), { "Content-Type": "application/problem+json; charset=utf-8" });
}

/** Past restify's formatters, which look up how to write JSON for every answer. */
function end(response: Response, status: number, body?: unknown): void {
  const text = body === undefined ? "" : JSON.stringify(body);
  const type = body === undefined ? {} : { "Content-Type": "application/json; charset=utf-8" };
  response.writeHead(status, { ...type, "Content-Length": String(Buffer.byteLength(text)) });
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
