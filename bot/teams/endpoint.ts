import type { Activity } from "botbuilder";
import restify, { type Request, type Response, type Server } from "restify";
import { OmbordError } from "../errors.ts";
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
      await adapter.authenticate(request.headers.authorization ?? "", request.body as Activity);
    } catch (error) {
      return end(response, refusal(error, services));
    }
    try {
      const body = await adapter.run(request.body as Activity, () => receive(services, activity));
      end(response, 200, body);
    } catch (error) {
      services.log.error(errorFields(error), "activity failed");
      end(response, 500);
    }
  });
}

function end(response: Response, status: number, body?: unknown): void {
  if (body === undefined) response.send(status);
  else response.send(status, body);
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
