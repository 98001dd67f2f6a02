import { type RefObject, useEffect, useRef } from "react";

/** A heading that takes the focus when it appears, so that whoever cannot see the page hears what came of a press. */
export function useReachedHeading(): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return heading;
}
