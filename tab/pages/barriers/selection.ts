import { createContext, useContext } from "react";

/** What is chosen on the board or the list, to do the same to all of it. */
export interface Selection {
  ids: ReadonlySet<string>;
  set: (ids: Iterable<string>) => void;
  toggle: (id: string) => void;
}

const nothing: Selection = { ids: new Set(), set: () => {}, toggle: () => {} };

/** Null for those who only look. */
export const SelectionContext = createContext<Selection | null>(null);

export function useSelection(): Selection & { canSelect: boolean } {
  const selection = useContext(SelectionContext);
  return { ...(selection ?? nothing), canSelect: selection !== null };
}
