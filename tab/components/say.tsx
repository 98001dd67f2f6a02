import { createContext, lazy, type ReactNode, Suspense, use, useCallback, useState } from "react";

/** What came of a press: seen and heard, and gone by itself. */
export interface Said {
  words: string;
  /** Takes it back. */
  undo?: () => void;
}

const SayContext = createContext<(said: Said) => void>(() => undefined);
const Toasts = lazy(async () => ({ default: (await import("./toasts.tsx")).Toasts }));

/** Tells what came of a press; it stays when the form that was pressed is gone. */
export function useSay(): (said: Said) => void {
  return use(SayContext);
}

/** Where everything below it is told; what shows it is fetched with the first word. */
export function Sayer({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState<Said[]>([]);
  const say = useCallback((one: Said) => setSaid((before) => [...before, one]), []);
  return (
    <SayContext value={say}>
      {children}
      {said.length > 0 && (
        <Suspense>
          <Toasts said={said} />
        </Suspense>
      )}
    </SayContext>
  );
}
