import { setImmediate } from "node:timers/promises";
import type { Pulled } from "../../domain/sources.ts";

/** What the sources said, to be handed from one thread to another: all but its lists, and those in pieces as JSON in UTF-8. */
export interface Packed {
  frame: Pulled;
  packs: Uint8Array<ArrayBuffer>[];
}

/** So many of each are made of a piece in one go: two or three milliseconds, in which nobody else is answered. */
const atOnce = { units: 500, people: 500, standIns: 500, accounts: 500, systems: 25 };
type ListName = keyof typeof atOnce;
type Lists = Partial<Record<ListName, unknown[]>>;

function listsOf({ organisation, systems, accounts }: Pulled): Lists {
  return {
    ...(organisation === null
      ? {}
      : { units: organisation.units, people: organisation.people, standIns: organisation.standIns }),
    ...(systems === null ? {} : { systems }),
    ...(accounts === null ? {} : { accounts: accounts.list }),
  };
}

export function pack(pulled: Pulled): Packed {
  const { organisation, systems, accounts } = pulled;
  const frame: Pulled = {
    organisation: organisation === null ? null : { units: [], people: [], standIns: [] },
    systems: systems === null ? null : [],
    accounts: accounts === null ? null : { ...accounts, list: [] },
  };
  const packs: Packed["packs"] = [];
  for (const [name, list] of Object.entries(listsOf(pulled)) as [ListName, unknown[]][])
    for (let from = 0; from < list.length; from += atOnce[name])
      packs.push(new TextEncoder().encode(JSON.stringify([name, list.slice(from, from + atOnce[name])])));
  return { frame, packs };
}

/** The same as it was, with a pause after each piece. */
export async function unpack({ frame, packs }: Packed): Promise<Pulled> {
  const lists = listsOf(frame);
  for (const pack of packs) {
    const [name, rows] = JSON.parse(new TextDecoder().decode(pack)) as [ListName, unknown[]];
    lists[name]?.push(...rows);
    await setImmediate();
  }
  return frame;
}
