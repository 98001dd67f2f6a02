import type { ReactNode } from "react";

interface FoldingProps {
  id: string;
  title: string;
  children: ReactNode;
}

/** Whether it is a phone: what is long stands folded there. */
export function isNarrow(): boolean {
  return window.matchMedia("(max-width: 640px)").matches;
}

/** A section that is open where there is room, and folded on a phone; HTML's own details, which a browser's search opens. */
export function Folding({ id, title, children }: FoldingProps) {
  return (
    <section className="section" aria-labelledby={id}>
      <details className="folding" aria-labelledby={id} open={!isNarrow()}>
        <summary>
          <h2 id={id}>{title}</h2>
        </summary>
        {children}
      </details>
    </section>
  );
}
