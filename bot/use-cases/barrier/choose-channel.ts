import { localDate } from "../../domain/calendar.ts";
import { areaPath, type Directory, type Instant } from "../../domain/organisation.ts";
import { rolesOf } from "../../domain/permissions.ts";
import { OmbordError } from "../../errors.ts";
import type { Conversation } from "../../store/documents.ts";
import type { Change } from "../../store/store.ts";
import { type Actor, personOf } from "../actor.ts";
import { hasNoPlace, waitingNews, woken } from "../channel-state.ts";
import { audit, untilNoConflict } from "../commit.ts";
import type { Errand } from "../errand.ts";

export interface ChannelView {
  /** An area id, `*`, or null while nobody has chosen. */
  scope: string | null;
  areas: { id: string; name: string }[];
  municipality: string;
}

/** What a channel takes in, and the areas it could take in from. */
export async function showChannel({ store, actor, directory }: Errand, key: string): Promise<ChannelView> {
  const stored = await store.read(actor.tenantId, "conversation", key);
  const areas = [...directory.areas.values()].filter((area) => !area.retired).map(({ id, name }) => ({ id, name }));
  return { scope: stored?.value.scope ?? null, areas, municipality: directory.settings.name };
}

/** Messages that are made due in the commit that chooses; what is left is due within the hour. */
const mostWoken = 50;

/**
 * Lets a channel take in what is in the way from an area, from everywhere (`*`) or no longer (null). News that waited for
 * somewhere to go comes at once. Throws `forbidden` unless the person is a navigator who has the area.
 */
export async function chooseChannel(
  { store, actor, directory, now }: Errand,
  key: string,
  place: Pick<Conversation, "conversationId" | "serviceUrl" | "channelId" | "botId" | "teamId">,
  scope: string | null,
): Promise<void> {
  personOf(directory, actor);
  await untilNoConflict(async () => {
    const known = await store.read(actor.tenantId, "conversation", key);
    if (!mayChoose(directory, actor, scope ?? known?.value.scope ?? "*", now)) {
      throw new OmbordError("forbidden", "notANavigatorHere");
    }
    const { scope: _, reason: __, end: ___, ...rest } = known?.value ?? {};
    const value: Conversation = {
      ...rest,
      ...place,
      personId: null,
      userId: null,
      state: "installed",
      updatedAt: now,
      ...(scope === null ? {} : { scope }),
    };
    const change: Change =
      known === undefined
        ? { op: "create", kind: "conversation", key, value }
        : { op: "replace", kind: "conversation", key, etag: known.etag, value };
    // News for here that is no longer wanted here finds its next place at once, and so does what had none.
    const waiting = await waitingNews(store, actor.tenantId, (one) => one.recipient === key || hasNoPlace(one));
    await store.commit(actor.tenantId, [
      change,
      ...waiting.slice(0, mostWoken).map((message) => woken(message, now)),
      audit({ actor, now }, scope === null ? "channel.stopped" : "channel.chosen", "conversation", key),
    ]);
  });
}

function mayChoose(directory: Directory, actor: Actor, scope: string, now: Instant): boolean {
  if (scope !== "*" && !directory.areas.has(scope)) return false;
  const within = scope === "*" ? ["*"] : [...areaPath(directory, scope), "*"];
  const roles = rolesOf(directory, actor.personId, localDate(now));
  return roles.some((role) => role.role === "navigator" && within.includes(role.scope));
}
