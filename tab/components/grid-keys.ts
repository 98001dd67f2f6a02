import { type FocusEvent, type KeyboardEvent, useEffect, useRef } from "react";

const cellSelector = "td, th button, th[tabindex]";

/**
 * Arrow keys, Home, End and their Ctrl forms move between the cells of a table; Tab enters it once and leaves it.
 * The DOM is the model: rows come and go as areas fold, so nothing about them is remembered.
 */
export function useGridKeys() {
  const ref = useRef<HTMLTableElement>(null);
  useEffect(() => {
    const table = ref.current;
    if (table === null || table.querySelector('tbody [tabindex="0"]') !== null) return;
    table.querySelector("tbody td")?.setAttribute("tabindex", "0");
  });
  // As the ARIA practices build a grid from a table: the role on the table makes its cells grid cells.
  return { role: "grid", ref, onKeyDown: moveFocus, onFocus: keepPlace };
}

/** Whichever cell has focus is where Tab comes back to. */
function keepPlace(event: FocusEvent<HTMLTableElement>): void {
  const cell = event.target.closest<HTMLElement>("td");
  if (cell === null) return;
  for (const other of event.currentTarget.querySelectorAll('td[tabindex="0"]')) other.setAttribute("tabindex", "-1");
  cell.setAttribute("tabindex", "0");
}

function moveFocus(event: KeyboardEvent<HTMLTableElement>): void {
  const from = (event.target as HTMLElement).closest<HTMLElement>("td, th");
  const row = from?.closest("tr");
  if (!from || !row) return;
  const rows = [...event.currentTarget.querySelectorAll("tbody tr")];
  const at = { row: rows.indexOf(row), column: [...row.children].indexOf(from) };
  const last = { row: rows.length - 1, column: row.children.length - 1 };
  const to = target(event, at, last);
  const cell = to && rows[to.row]?.children[to.column];
  if (!cell) return;
  event.preventDefault();
  const focusable = cell.matches("td") ? cell : cell.querySelector(cellSelector);
  if (focusable instanceof HTMLElement) focusable.focus();
}

type Place = { row: number; column: number };
const pageRows = 10;

function target(event: KeyboardEvent, at: Place, last: Place): Place | undefined {
  const far = event.ctrlKey || event.metaKey;
  switch (event.key) {
    case "ArrowRight":
      return { ...at, column: at.column + 1 };
    case "ArrowLeft":
      return { ...at, column: at.column - 1 };
    case "ArrowDown":
      return { ...at, row: at.row + 1 };
    case "ArrowUp":
      return { ...at, row: at.row - 1 };
    case "PageDown":
      return { ...at, row: Math.min(at.row + pageRows, last.row) };
    case "PageUp":
      return { ...at, row: Math.max(at.row - pageRows, 0) };
    case "Home":
      return far ? { row: 0, column: 1 } : { ...at, column: 1 };
    case "End":
      return far ? last : { ...at, column: last.column };
    default:
      return undefined;
  }
}
