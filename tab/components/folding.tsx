import type { ReactNode } from "react";

interface FoldingProps {
  id: string;
  title: string;
  children: ReactNode;
}

/** A section that is open where there is room, and folded on a phone; HTML's own details, which a browser's search opens. */
export function Folding({ id, title, children }: FoldingProps) {
  const isNarrow = window.matchMedia("(max-width: 640px)").matches;
  return (
    <section className="section" aria-labelledby={id}>
      <details className="folding" open={!isNarrow}>
        <summary>
          <h2 id={id}>{title}</h2>
        </summary>
        {children}
      </details>
    </section>
  );
}
