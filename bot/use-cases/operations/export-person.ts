import type { BarrierEvent } from "../../domain/barrier/barrier.ts";
import type { Person } from "../../domain/organisation.ts";
import { mentions, type Replacement, replacementOf, withoutPerson } from "../../domain/personal-data/remove-names.ts";
import { type Kind, kinds } from "../../store/documents.ts";
import { queryAll, type Store, type Stored } from "../../store/store.ts";
import { findPerson } from "../find-person.ts";
import { loadDirectory } from "../load-directory.ts";

/** Everything that is stored about one person, by kind; other people in it are not named. */
export interface PersonExport {
  person: Person;
  documents: Partial<Record<Kind, { key: string; value: unknown }[]>>;
}

/** Takes the place of everybody else's id. */
const somebodyElse = "somebody-else";

/**
 * Collects every document that points at the person (data protection regulation, article 15). What others did and wrote
 * in the same barrier is left out, and their ids are replaced: the right is to one's own data.
 * Throws `OmbordError('notFound')`.
 */
export async function exportPerson(store: Store, tenantId: string, who: string): Promise<PersonExport> {
  const person = await findPerson(store, tenantId, who);
  const self = replacementOf({ id: person.id }, person.id);
  const { people } = await loadDirectory(store, tenantId);
  const others = [...people.values()].filter(({ id }) => id !== person.id);
  const hidden = others.map((other) => replacementOf(other, somebodyElse));
  const documents: PersonExport["documents"] = {};
  for (const kind of kinds) {
    const found = [];
    for await (const document of queryAll(store, tenantId, kind, { saying: self.texts })) {
      if (mentions(JSON.stringify([document.key, document.value]), self)) found.push(ownPart(document, self, hidden));
    }
    if (found.length > 0) documents[kind] = found;
  }
  return { person, documents };
}

function ownPart({ kind, key, value }: Stored<Kind>, self: Replacement, hidden: readonly Replacement[]) {
  const own = kind === "barrier" || kind === "citizenCase" ? withOwnEvents(value, self) : value;
  const text = JSON.stringify([key, own]);
  const needed = hidden.filter((other) => mentions(text, other) || other.names.some((name) => text.search(name) >= 0));
  const shown = needed.reduce<unknown>((rest, other) => withoutPerson(rest, other), { key, value: own });
  return shown as { key: string; value: unknown };
}

function withOwnEvents(value: unknown, self: Replacement): unknown {
  const { events, ...rest } = value as { events: Pick<BarrierEvent, "by" | "ref">[] };
  return { ...rest, events: events.filter(({ by, ref = "" }) => mentions(by, self) || mentions(ref, self)) };
}
