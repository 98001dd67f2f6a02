import { z } from "zod";
import { isKey } from "../store/change-rules.ts";

const id = z.string().min(1).max(1000);
/** What a person's or a channel's conversation is stored under. */
const place = z.string().refine((value) => isKey("conversation", value.split(";")[0] ?? ""));
/** The card that was pressed. It becomes part of a message's key: one that cannot is as good as none. */
const cardId = z
  .string()
  .regex(/^[\x21-\x7e]{1,200}$/)
  .optional()
  .catch(undefined);

/** Whoever has no id is nobody. */
const members = z
  .array(z.object({ id: id.optional() }))
  .max(1000)
  .transform((list) => list.flatMap((member) => (member.id === undefined ? [] : [{ id: member.id }])))
  .optional();

/** What is not named here is left out; the rest of an activity is the SDK's alone. */
const incoming = z.object({
  type: z.string().min(1).max(100),
  id: id.optional(),
  name: z.string().max(200).optional(),
  action: z.string().max(100).optional(),
  text: z.string().optional(),
  value: z.unknown().optional(),
  replyToId: cardId,
  serviceUrl: z.url({ protocol: /^https?$/ }).optional(),
  channelId: z.string().max(100).optional(),
  locale: z.string().max(40).optional(),
  from: z.object({ id: id.optional(), aadObjectId: place.max(100).optional() }).optional(),
  recipient: z.object({ id: id.optional() }).optional(),
  conversation: z
    .object({
      id: place,
      conversationType: z.string().max(40).nullish(),
      // Whatever else it says than no: then others read along.
      isGroup: z.boolean().nullish().catch(true),
      tenantId: z.string().max(100).optional(),
    })
    .optional(),
  membersAdded: members,
  membersRemoved: members,
  channelData: z
    .object({
      tenant: z.object({ id: z.string().max(100).optional() }).optional(),
      team: z.object({ id: z.string().max(200).optional(), name: z.string().max(400).optional() }).optional(),
      channel: z.object({ id: place.optional() }).optional(),
      meeting: z.unknown().optional(),
      eventType: z.string().max(100).nullish(),
      settings: z.object({ selectedChannel: z.object({ id: place.optional() }).optional() }).optional(),
    })
    .nullish(),
});

/** An activity as it came in: untrusted, but of the right shape. */
export type Incoming = z.infer<typeof incoming>;

/** Null for anything that is not an activity. */
export function parseIncoming(body: unknown): Incoming | null {
  const parsed = incoming.safeParse(withoutEmpties(body));
  return parsed.success ? parsed.data : null;
}

/** The parts that hold what is named above; `value` is what a form sent, and is read where forms are read. */
const parts = new Set(
  "from recipient conversation channelData tenant team channel settings selectedChannel membersAdded membersRemoved".split(
    " ",
  ),
);

/**
 * Clients send `null` or `""` for what they have nothing to say about: both mean the same as leaving it out. Only an empty
 * channel of the Bot Service stays what it is, which is not Teams.
 */
function withoutEmpties(body: unknown, depth = 0): unknown {
  if (depth > 4) return body;
  if (Array.isArray(body))
    return depth === 0 ? body : body.filter(isSaid).map((item) => withoutEmpties(item, depth + 1));
  if (typeof body !== "object" || body === null) return body;
  const found: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(body)) {
    if (key === "__proto__" || value === null || (value === "" && key !== "channelId")) continue;
    found[key] = parts.has(key) ? withoutEmpties(value, depth + 1) : value;
  }
  return found;
}

function isSaid(value: unknown): boolean {
  return value !== null && value !== "";
}

export function tenantOf(activity: Incoming): string | undefined {
  return activity.conversation?.tenantId ?? activity.channelData?.tenant?.id;
}
