import type { Activity } from "botbuilder";
import { AuthenticationError } from "botframework-connector";
import restify, { type Request, type Response, type Server } from "restify";
import { errorFields } from "../telemetry.ts";
import type { TeamsAdapter } from "./adapter.ts";
import { parseIncoming } from "./incoming.ts";
import { receive } from "./receive.ts";
import type { TeamsServices } from "./turn.ts";

/** A Teams activity with a full card is under 100 KB; anything above this is not one. */
const maxBodyBytes = 256 * 1024;

/** Mounts `POST /api/messages`. What it answers to a refused or broken request says nothing about why. */
export function mountMessages(server: Server, services: TeamsServices, adapter: TeamsAdapter): void {
  const bodyParser = restify.plugins.bodyParser({ maxBodySize: maxBodyBytes, mapParams: false });
  server.post("/api/messages", bodyParser, async (request: Request, response: Response) => {
    const activity = parseIncoming(request.body);
    if (activity === null) return end(response, 400);
    try {
      const authorization = request.headers.authorization ?? "";
      const answered = await adapter.receive(authorization, request.body as Activity, async (context) => {
        const body = await receive(services, activity);
        if (body === undefined) return;
        await context.sendActivity({ type: "invokeResponse", value: { status: 200, body } });
      });
      end(response, answered?.status ?? 200, answered?.body);
    } catch (error) {
      const isRefused = error instanceof AuthenticationError;
      if (isRefused) services.log.warn({ status: error.statusCode }, "activity refused");
      else services.log.error(errorFields(error), "activity failed");
      end(response, isRefused ? (error.statusCode === 403 ? 403 : 401) : 500);
    }
  });
}

function end(response: Response, status: number, body?: unknown): void {
  if (body === undefined) response.send(status);
  else response.send(status, body);
}
