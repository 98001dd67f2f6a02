import { useEffect } from "react";
import { address, arrivedBack, onAddressChange, type Place, placeLeft } from "./address.ts";

/** What one comes back to is drawn in a few steps; after this long one stays where one is. */
const patienceMs = 1_500;

/** A page begins at its top; one that is come back to lies, and has the focus, where it was left. */
export function useRestoredPlace(main: { current: HTMLElement | null }): void {
  useEffect(() => {
    let page = pathOf(address());
    let cancel = () => {};
    function onChange() {
      const before = page;
      page = pathOf(address());
      if (page === before) return;
      cancel();
      const left = arrivedBack() ? placeLeft() : undefined;
      if (left === undefined) window.scrollTo(0, 0);
      cancel = settle(main, left);
    }
    const stop = onAddressChange(onChange);
    return () => {
      stop();
      cancel();
    };
  }, [main]);
}

function pathOf(whole: string): string {
  return whole.split("?")[0] ?? "";
}

/** Frame by frame until everything is where it belongs; returns how to give up. */
function settle(main: { current: HTMLElement | null }, left: Place | undefined): () => void {
  const until = performance.now() + patienceMs;
  let isScrolled = left === undefined;
  let frame = requestAnimationFrame(step);
  function step() {
    const isOver = performance.now() > until;
    if (left !== undefined && !isScrolled && (isOver || canScrollTo(left.y))) {
      window.scrollTo(0, left.y);
      isScrolled = true;
    }
    // What had the focus has gone with its page, unless the new page has given it to something.
    const isLost = document.activeElement === document.body || document.activeElement === main.current;
    const link = left?.href ? main.current?.querySelector<HTMLElement>(`a[href="${CSS.escape(left.href)}"]`) : null;
    const isExpected = left?.href != null && !link && !isOver;
    if (isLost && !isExpected) (link ?? main.current)?.focus({ preventScroll: true });
    if (!isScrolled || (isLost && isExpected)) frame = requestAnimationFrame(step);
  }
  return () => cancelAnimationFrame(frame);
}

function canScrollTo(y: number): boolean {
  return document.documentElement.scrollHeight - window.innerHeight >= y - 1;
}
