import { OmbordError } from "../../errors.ts";
import type { BoardViews } from "../../store/documents.ts";
import type { Change } from "../../store/store.ts";
import { untilNoConflict } from "../commit.ts";
import { type Errand, readTogether } from "../errand.ts";
import { type Confirmation, guardTexts } from "../guard-text.ts";

/** More than anybody chooses among. */
export const mostViews = 20;

/** The named views that the person has kept, in the order that they were kept. One read. */
export async function boardViews(errand: Errand): Promise<BoardViews["views"]> {
  const { found } = await readTogether(errand, [{ kind: "boardViews", key: errand.actor.personId }]);
  return found[0]?.value.views ?? [];
}

/**
 * Keeps these views and no others. Throws `invalid` for too many, or two of one name, and what {@link guardTexts} throws for a name
 * or for words that are searched for.
 */
export async function keepBoardViews(
  errand: Errand,
  views: BoardViews["views"],
  confirmed: Confirmation = false,
): Promise<BoardViews["views"]> {
  if (views.length > mostViews) throw new OmbordError("invalid");
  for (const { name, filter } of views) {
    const said = guardTexts({ name, words: filter.q }, { confirmed, directory: errand.directory });
    if (said.name === null) throw new OmbordError("invalid", "noWords");
  }
  if (new Set(views.map(({ name }) => name.trim())).size < views.length) throw new OmbordError("invalid");
  return untilNoConflict(async () => {
    const key = errand.actor.personId;
    const { errand: at, found } = await readTogether(errand, [{ kind: "boardViews", key }]);
    const [stored] = found;
    const value = { views: views.map(({ name, filter }) => ({ name: name.trim(), filter })) };
    const change: Change =
      stored === undefined
        ? { op: "create", kind: "boardViews", key, value }
        : { op: "replace", kind: "boardViews", key, etag: stored.etag, value };
    await at.store.commit(at.actor.tenantId, [change]);
    return value.views;
  });
}
