import type { MouseEvent, ReactNode } from "react";
import { hrefOf, navigate } from "../address.ts";

interface LinkProps {
  to: string;
  children: ReactNode;
  className?: string;
  current?: boolean;
  /** -1 within a grid, whose arrow keys reach it. */
  tabIndex?: number;
  /** What it is called where its words do not say enough. */
  label?: string;
}

/** A link within the tab: an ordinary click stays in the page, every other way of opening a link works too. */
export function Link({ to, children, className = "link", current, tabIndex, label }: LinkProps) {
  function follow(event: MouseEvent) {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    navigate(to);
  }
  return (
    <a
      className={className}
      href={hrefOf(to)}
      onClick={follow}
      aria-current={current ? "page" : undefined}
      tabIndex={tabIndex}
      aria-label={label}
    >
      {children}
    </a>
  );
}
