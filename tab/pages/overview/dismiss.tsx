import { Button } from "@fluentui/react-components";
import { lazy, useState } from "react";
import { Side } from "../../components/side.tsx";
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
  return (
    <>
      <Button size="small" appearance="subtle" aria-label={`${words.dismiss}: ${label}`} onClick={() => setOpen(true)}>
        {words.dismiss}
      </Button>
      <Side title={`${words.dismiss}: ${label}`} isOpen={isOpen} onClose={() => setOpen(false)}>
        <DismissForm warningId={warningId} area={area} onCancel={() => setOpen(false)} />
      </Side>
    </>
  );
}
