import type { ReactNode } from "react";
import { RewriteButton } from "./rewrite-button.tsx";
import type { Rewritable } from "./rewrite-form.tsx";

interface RewriteTextProps {
  /** Null where the reader may not change it: the text is shown alone. */
  rewritable: Rewritable | null;
  /** What the text is, such as »I hverdagen«, for whoever hears the button. */
  of: string;
  /** Which of what is shown is to be read again. */
  queries: readonly string[];
  children: ReactNode;
}

/** A text with a way to correct or delete it beside the page. */
export function RewriteText({ rewritable, of, queries, children }: RewriteTextProps) {
  return (
    <div className="rewritable">
      {children}
      {rewritable !== null && <RewriteButton about={of} texts={[{ ...rewritable, of }]} queries={queries} />}
    </div>
  );
}
