import { type FocusEvent, type KeyboardEvent, useEffect, useRef } from "react";

/**
 * Arrow keys, Home, End and their Ctrl forms move between the cells of a table, its heads among them; Tab enters it once
 * and leaves it.
 * The DOM is the model: rows come and go as areas fold, so nothing about them is remembered.
 */
export function useGridKeys() {
  const ref = useRef<HTMLTableElement>(null);
  useEffect(() => {
    const table = ref.current;
    if (table === null || table.querySelector(stops) !== null) return;
    const first = table.querySelector("tbody td");
    if (first !== null) focusTarget(first)?.setAttribute("tabindex", "0");
  });
  // As the ARIA practices build a grid from a table: the role on the table makes its cells grid cells.
  return { role: "grid", ref, onKeyDown: moveFocus, onFocus: keepPlace };
}

const stops = '[tabindex="0"]';

/** What takes the focus of a cell: the link or button in it, else the cell. */
function focusTarget(cell: Element): HTMLElement | null {
  const target = cell.querySelector("a, button") ?? cell;
  return target instanceof HTMLElement ? target : null;
}

/** Whichever cell has focus is where Tab comes back to. */
function keepPlace(event: FocusEvent<HTMLTableElement>): void {
  for (const other of event.currentTarget.querySelectorAll(stops)) other.setAttribute("tabindex", "-1");
  event.target.setAttribute("tabindex", "0");
}

function moveFocus(event: KeyboardEvent<HTMLTableElement>): void {
  const from = (event.target as HTMLElement).closest<HTMLElement>("td, th");
  const row = from?.closest("tr");
  if (!from || !row) return;
  const rows = [...event.currentTarget.querySelectorAll("tr")];
  const at = { row: rows.indexOf(row), column: [...row.children].indexOf(from) };
  const last = { row: rows.length - 1, column: row.children.length - 1 };
  const to = target(event, at, last);
  const cell = to && rows[to.row]?.children[to.column];
  if (!cell) return;
  event.preventDefault();
  focusTarget(cell)?.focus();
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
      return { ...at, row: Math.max(at.row - pageRows, 1) };
    case "Home":
      return far ? { row: 1, column: 1 } : { ...at, column: 1 };
    case "End":
      return far ? last : { ...at, column: last.column };
    default:
      return undefined;
  }
}
