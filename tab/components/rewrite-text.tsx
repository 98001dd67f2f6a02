import { Button } from "@fluentui/react-components";
import { lazy, type ReactNode, Suspense, useRef, useState } from "react";
import { rewriting } from "../pages/trials/words.ts";
import { useSession } from "../session.ts";
import type { Rewritable } from "./rewrite-form.tsx";

const RewriteForm = lazy(async () => ({ default: (await import("./rewrite-form.tsx")).RewriteForm }));

interface RewriteTextProps {
  /** Null where the reader may not change it: the text is shown alone. */
  rewritable: Rewritable | null;
  /** What the text is, such as »I hverdagen«, for whoever hears the button. */
  of: string;
  /** Which of what is shown is to be read again. */
  queries: readonly string[];
  children: ReactNode;
}

/** A text with a way to correct or delete it; the form takes the text's place. */
export function RewriteText({ rewritable, of, queries, children }: RewriteTextProps) {
  const { text } = useSession();
  const [state, setState] = useState<"shown" | "open" | "saved" | "removed">("shown");
  const place = useRef<HTMLDivElement>(null);
  const close = (next: "shown" | "saved" | "removed") => {
    setState(next);
    place.current?.focus();
  };
  const words = rewriting(text);
  return (
    <div className="rewritable" ref={place} tabIndex={-1}>
      {state === "open" && rewritable !== null ? (
        <Suspense fallback={children}>
          <RewriteForm rewritable={rewritable} of={of} queries={queries} onClose={close} />
        </Suspense>
      ) : (
        children
      )}
      {state !== "open" && rewritable !== null && (
        <Button size="small" appearance="subtle" aria-label={words.openLabel(of)} onClick={() => setState("open")}>
          {words.open}
        </Button>
      )}
      <p className="quiet" role="status">
        {state === "saved" ? words.saved : state === "removed" ? words.removed : ""}
      </p>
    </div>
  );
}
