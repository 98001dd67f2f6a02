import type { Resource } from "../call.ts";
import { replyJson } from "../reply.ts";
import type { Route } from "../route.ts";

/** Answers with what the resource comes to, as JSON. */
export const json =
  (resource: Resource): Route["reply"] =>
  async (call, request, response) =>
    replyJson(request, response, await resource(call));
