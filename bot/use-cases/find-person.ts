import type { Person } from "../domain/organisation.ts";
import { OmbordError } from "../errors.ts";
import type { Store } from "../store/store.ts";
import { loadDirectory } from "./load-directory.ts";

/** The person with this user principal name (in any case) or Entra id, retired ones too. Throws `OmbordError('notFound')`. */
export async function findPerson(store: Store, tenantId: string, who: string): Promise<Person> {
  const { people } = await loadDirectory(store, tenantId);
  const wanted = who.trim().toLowerCase();
  const found = [...people.values()].find(({ id, upn }) => upn.toLowerCase() === wanted || id.toLowerCase() === wanted);
  if (found === undefined) throw new OmbordError("notFound");
  return found;
}
