import { Button } from "@fluentui/react-components";
import { lazy, Suspense, useState } from "react";
import { useSession } from "../../session.ts";

const DismissForm = lazy(async () => ({ default: (await import("./dismiss-form.tsx")).DismissForm }));

interface DismissProps {
  warningId: string;
  /** The area that is looked at; null is everything. */
  area: string | null;
  label: string;
}

/** The way to put a warning aside; the form comes when it is asked for. */
export function Dismiss({ warningId, area, label }: DismissProps) {
  const { text } = useSession();
  const [isOpen, setOpen] = useState(false);
  const words = text.attention;
  if (!isOpen) {
    return (
      <Button size="small" appearance="subtle" aria-label={`${words.dismiss}: ${label}`} onClick={() => setOpen(true)}>
        {words.dismiss}
      </Button>
    );
  }
  return (
    <Suspense>
      <DismissForm warningId={warningId} area={area} onCancel={() => setOpen(false)} />
    </Suspense>
  );
}
