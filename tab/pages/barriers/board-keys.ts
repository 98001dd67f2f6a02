import type { KeyboardEvent } from "react";

/** The card that the keyboard is on. */
export function cardAt(target: EventTarget): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>("[data-card]") : null;
}

export function cardIdOf(card: Element | null | undefined): string | undefined {
  return card instanceof HTMLElement ? card.dataset.card : undefined;
}

/** Puts the keyboard on a card. */
export function focusCard(board: HTMLElement | null, id: string): void {
  board?.querySelector<HTMLElement>(`[data-card="${CSS.escape(id)}"] .card-link`)?.focus();
}

/** Which card an arrow key leads to: up and down within a column, sideways to the one at the same height. */
export function neighbour(board: HTMLElement, card: HTMLElement, key: string): Element | undefined {
  const columns = [...board.querySelectorAll(".column, .barrier-list")]
    .map((column) => [...column.querySelectorAll("[data-card]")])
    .filter((cards) => cards.length > 0);
  const column = columns.findIndex((cards) => cards.includes(card));
  const cards = columns[column] ?? [];
  const row = cards.indexOf(card);
  const beside = (index: number) => {
    const other = columns[index];
    return other?.[Math.min(row, other.length - 1)];
  };
  switch (key) {
    case "ArrowDown":
      return cards[row + 1];
    case "ArrowUp":
      return cards[row - 1];
    case "ArrowRight":
      return beside(column + 1);
    case "ArrowLeft":
      return beside(column - 1);
    case "Home":
      return cards[0];
    case "End":
      return cards.at(-1);
    default:
      return undefined;
  }
}

/** In a column or list of which a part only is drawn, Home and End go to its ends, and the keyboard follows when they are. */
export function goToEnd(board: HTMLElement, card: HTMLElement, key: string): boolean {
  const scroller = card.closest<HTMLElement>(".cards-scroller, .barrier-list");
  if ((key !== "Home" && key !== "End") || scroller === null) return false;
  const scrolled = scroller.matches(".cards-scroller") ? scroller : document.documentElement;
  scrolled.scrollTop = key === "End" ? scrolled.scrollHeight : 0;
  setTimeout(() => {
    const cards = [...scroller.querySelectorAll("[data-card]")];
    focusCard(board, cardIdOf(key === "End" ? cards.at(-1) : cards[0]) ?? "");
  }, 60);
  return true;
}

/** Shift and an arrow sideways moves the card itself. */
export function moveDirection(event: KeyboardEvent): 1 | -1 | undefined {
  if (!event.shiftKey) return undefined;
  if (event.key === "ArrowRight") return 1;
  return event.key === "ArrowLeft" ? -1 : undefined;
}
