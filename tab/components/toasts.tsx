import { Button, Toast, Toaster, ToastTitle, ToastTrigger, useToastController } from "@fluentui/react-components";
import { type FocusEvent, useCallback, useEffect, useRef } from "react";
import { useSession } from "../session.ts";
import type { Said } from "./say.tsx";

const toasterId = "said";
/** Long enough to be read, and to be taken back; it waits while it is pointed at. */
const shownMs = { told: 6_000, canBeTakenBack: 12_000 };

/**
 * The keyboard goes back to where it came from at the press, not when the toast has faded: by then a drawer may be open, which the
 * keyboard would be taken from, and which would be hidden from screen readers for it.
 */
function useWayBack() {
  const from = useRef<Element | null>(null);
  const onFocus = useCallback(({ relatedTarget, currentTarget }: FocusEvent<HTMLElement>) => {
    if (relatedTarget instanceof HTMLElement && !currentTarget.contains(relatedTarget)) from.current = relatedTarget;
  }, []);
  const leave = useCallback(() => {
    const { activeElement } = document;
    if (activeElement instanceof HTMLElement) activeElement.blur();
    if (from.current instanceof HTMLElement && from.current.isConnected) from.current.focus({ preventScroll: true });
    from.current = null;
  }, []);
  return { leave, onFocus };
}

/** Each thing that is told, once, the last one nearest to the edge. */
export function Toasts({ said }: { said: readonly Said[] }) {
  const { text } = useSession();
  const { dispatchToast } = useToastController(toasterId);
  const toldCount = useRef(0);
  const { leave, onFocus } = useWayBack();
  useEffect(() => {
    for (const { words, undo } of said.slice(toldCount.current)) {
      const takeBack = () => {
        leave();
        undo?.();
      };
      const action = undo && (
        <ToastTrigger>
          <Button size="small" onClick={takeBack}>
            {text.toast.undo}
          </Button>
        </ToastTrigger>
      );
      dispatchToast(
        <Toast>
          <ToastTitle {...(action && { action })}>{words}</ToastTitle>
        </Toast>,
        { intent: "success", timeout: undo ? shownMs.canBeTakenBack : shownMs.told },
      );
    }
    toldCount.current = said.length;
  }, [said, dispatchToast, text, leave]);
  return (
    <section className="toasts" aria-label={text.toast.region} onFocus={onFocus}>
      <Toaster toasterId={toasterId} position="bottom" inline pauseOnHover pauseOnWindowBlur />
    </section>
  );
}
