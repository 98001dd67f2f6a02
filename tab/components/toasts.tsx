import { Button, Toast, Toaster, ToastTitle, ToastTrigger, useToastController } from "@fluentui/react-components";
import { useEffect, useRef } from "react";
import { useSession } from "../session.ts";
import type { Said } from "./say.tsx";

const toasterId = "said";
/** Long enough to be read, and to be taken back; it waits while it is pointed at. */
const shownMs = { told: 6_000, canBeTakenBack: 12_000 };

/** Each thing that is told, once, the last one nearest to the edge. */
export function Toasts({ said }: { said: readonly Said[] }) {
  const { text } = useSession();
  const { dispatchToast } = useToastController(toasterId);
  const toldCount = useRef(0);
  useEffect(() => {
    for (const { words, undo } of said.slice(toldCount.current)) {
      const action = undo && (
        <ToastTrigger>
          <Button size="small" onClick={undo}>
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
  }, [said, dispatchToast, text]);
  return (
    <section className="toasts" aria-label={text.toast.region}>
      <Toaster toasterId={toasterId} position="bottom" inline pauseOnHover pauseOnWindowBlur />
    </section>
  );
}
