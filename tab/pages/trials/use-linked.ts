import { type RefObject, useEffect, useRef } from "react";
import { useRoute } from "../../router.ts";

/** The heading of a trial: brought into view, with the keyboard, when the address (`/trials/{id}`) is that trial's. */
export function useLinked(id: string): { ref: RefObject<HTMLHeadingElement | null>; tabIndex?: -1 } {
  const isLinked = useRoute().parts[1] === id;
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!isLinked) return;
    ref.current?.focus({ preventScroll: true });
    ref.current?.scrollIntoView({ block: "center" });
  }, [isLinked]);
  return isLinked ? { ref, tabIndex: -1 } : { ref };
}
