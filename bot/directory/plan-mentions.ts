import { isDeepStrictEqual } from "node:util";
import { keys } from "../store/documents.ts";
import type { Change, Stored } from "../store/store.ts";

/** Documents of people that may name a team: warnings put aside, what was decided, and the views of the board that somebody has kept. */
export interface Mentions {
  dismissals: Stored<"dismissal">[];
  decisions: Stored<"decision">[];
  views: Stored<"boardViews">[];
}

/** The changes that let them name the team that has come in the place of another, each a commit of its own; `heirs` by the id that goes. */
export function planMentions(
  { dismissals, decisions, views }: Mentions,
  heirs: ReadonlyMap<string, string>,
): Change[][] {
  const now = (id: string) => heirs.get(id) ?? id;
  /** The parts of an id that is made of several, such as a warning's: `layersApart:solution:team:team`. */
  const nowIn = (id: string) => id.split(":").map(now).join(":");
  const known = new Set(dismissals.map(({ key }) => key));
  return [
    ...dismissals.flatMap(({ key, etag, value, expiresAt }): Change[][] => {
      const warningId = nowIn(value.warningId);
      if (warningId === value.warningId) return [];
      const moved = keys.dismissal(value.by, warningId);
      const gone: Change = { op: "delete", kind: "dismissal", key, etag };
      if (known.has(moved)) return [[gone]];
      known.add(moved);
      const until = expiresAt === undefined ? {} : { expiresAt };
      return [[{ op: "create", kind: "dismissal", key: moved, value: { ...value, warningId }, ...until }, gone]];
    }),
    ...decisions.flatMap((stored): Change[][] => {
      const { about, scope } = stored.value;
      const value = { ...stored.value, scope: now(scope), about: { ...about, id: nowIn(about.id) } };
      return isDeepStrictEqual(value, stored.value) ? [] : [[changed(stored, { value })]];
    }),
    ...views.flatMap((stored): Change[][] => {
      const moved = stored.value.views.map((view) =>
        view.filter.team === undefined ? view : { ...view, filter: { ...view.filter, team: now(view.filter.team) } },
      );
      const value = { ...stored.value, views: moved };
      return isDeepStrictEqual(value, stored.value) ? [] : [[changed(stored, { value })]];
    }),
  ];
}

function changed<K extends "decision" | "boardViews">(
  { kind, key, etag, expiresAt }: Stored<K>,
  { value }: Pick<Stored<K>, "value">,
): Change {
  return { op: "replace", kind, key, etag, value, ...(expiresAt === undefined ? {} : { expiresAt }) } as Change;
}
