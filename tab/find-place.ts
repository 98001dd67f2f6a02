import type { AdoptionAnswer } from "../bot/api/contract.ts";

/** Something that one can go to by its name. */
export interface Place {
  key: string;
  kind: "team" | "area" | "solution";
  id: string;
  name: string;
  /** The area that it lies in; null at the top and for a solution. */
  within: string | null;
}

/** So many of a kind are offered at once. */
export const mostFound = 8;

/** Those whose name holds every word that is typed, in any order; names that begin with it come first, then by name. */
export function placesIn({ teams, areas, solutions }: AdoptionAnswer, typed: string): Place[] {
  const words = typed.toLocaleLowerCase("da").split(/\s+/).filter(Boolean);
  const nameOf = new Map(areas.map(({ id, name }) => [id, name]));
  const all: Place[] = [
    ...teams.map(({ teamId, name, areaId }): Place => {
      return { key: `team:${teamId}`, kind: "team", id: teamId, name, within: nameOf.get(areaId) ?? null };
    }),
    ...areas.map(({ id, name, parentAreaId }): Place => {
      return { key: `area:${id}`, kind: "area", id, name, within: nameOf.get(parentAreaId ?? "") ?? null };
    }),
    ...solutions.map(({ id, name }): Place => ({ key: `solution:${id}`, kind: "solution", id, name, within: null })),
  ];
  const begins = ({ name }: Place) => name.toLocaleLowerCase("da").startsWith(words.join(" "));
  return all
    .filter(({ name }) => words.every((word) => name.toLocaleLowerCase("da").includes(word)))
    .toSorted((a, b) => Number(begins(b)) - Number(begins(a)) || a.name.localeCompare(b.name, "da"));
}
