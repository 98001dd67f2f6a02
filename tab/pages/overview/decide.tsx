import { Button } from "@fluentui/react-components";
import { lazy, useState } from "react";
import { Side } from "../../components/side.tsx";
import { useSession } from "../../session.ts";

const DecideForm = lazy(async () => ({ default: (await import("./decide-form.tsx")).DecideForm }));

interface DecideProps {
  warningId: string;
  /** The area that is looked at; null is everything. */
  area: string | null;
  label: string;
}

/** The way to decide about a warning; the form comes when it is asked for. */
export function Decide({ warningId, area, label }: DecideProps) {
  const { text } = useSession();
  const [isOpen, setOpen] = useState(false);
  const title = `${text.decisions.warning.open}: ${label}`;
  return (
    <>
      <Button size="small" aria-label={title} onClick={() => setOpen(true)}>
        {text.decisions.warning.open}
      </Button>
      <Side title={title} isOpen={isOpen} onClose={() => setOpen(false)}>
        <DecideForm warningId={warningId} area={area} onDone={() => setOpen(false)} />
      </Side>
    </>
  );
}
