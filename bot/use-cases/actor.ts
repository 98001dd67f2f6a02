import type { Directory, Person } from "../domain/organisation.ts";
import { OmbordError } from "../errors.ts";

/** Who does something: always the person that the other side vouched for, never one named in a card or a query. */
export interface Actor {
  tenantId: string;
  personId: string;
}

/** The actor in the directory. Throws `notFound` for someone it does not know. */
export function personOf(directory: Directory, actor: Actor): Person {
  const person = directory.people.get(actor.personId);
  if (person === undefined || person.retired) throw new OmbordError("notFound", "unknownPerson");
  return person;
}
