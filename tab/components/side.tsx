import {
  createContext,
  lazy,
  type ReactNode,
  Suspense,
  use,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
} from "react";
import { createPortal } from "react-dom";

const Panel = lazy(async () => ({ default: (await import("./drawer.tsx")).Drawer }));

interface Shown {
  title: string;
  onClose: () => void;
}

interface Host {
  /** Where what is shown is drawn; null while nothing is. */
  body: HTMLElement | null;
  show: (shown: Shown | null) => void;
}

const HostContext = createContext<Host>({ body: null, show: () => undefined });

/**
 * Holds the drawer of every form below it, whose code comes with the first. It outlives what is shown in it: a drawer
 * that goes away together with what opened it would leave the rest of the page hidden from screen readers.
 */
export function SideHost({ children }: { children: ReactNode }) {
  const [shown, show] = useState<Shown | null>(null);
  const [last, setLast] = useState<Shown | null>(null);
  const [body, setBody] = useState<HTMLElement | null>(null);
  if (shown !== null && shown !== last) setLast(shown);
  const opener = useRef<Element | null>(null);
  const host = useMemo(() => {
    const open = (next: Shown | null) => {
      if (next !== null) opener.current ??= document.activeElement;
      show(next);
    };
    return { body, show: open };
  }, [body]);
  useEffect(() => {
    if (body !== null || shown !== null) return;
    returnFocus(opener.current);
    opener.current = null;
  }, [body, shown]);
  return (
    <HostContext value={host}>
      {children}
      {last !== null && (
        <Suspense>
          <Panel title={last.title} isOpen={shown !== null} onClose={last.onClose} body={setBody} />
        </Suspense>
      )}
    </HostContext>
  );
}

/** Whoever closed the drawer by keyboard goes on from what opened it, or from the page where that is gone. */
function returnFocus(opener: Element | null): void {
  if (opener === null || document.activeElement !== document.body) return;
  const to = opener.isConnected ? opener : document.getElementById("content");
  if (to instanceof HTMLElement) to.focus({ preventScroll: true });
}

interface SideProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** A form beside what it is about: the page under it stays where it is. */
export function Side({ title, isOpen, onClose, children }: SideProps) {
  const { body, show } = use(HostContext);
  const close = useEffectEvent(() => onClose());
  useEffect(() => {
    if (!isOpen) return;
    show({ title, onClose: () => close() });
    return () => show(null);
  }, [isOpen, title, show]);
  return isOpen && body !== null ? createPortal(<Suspense>{children}</Suspense>, body) : null;
}
