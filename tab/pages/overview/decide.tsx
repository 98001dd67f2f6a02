import { Button } from "@fluentui/react-components";
import { lazy, useState } from "react";
import { Side } from "../../components/side.tsx";
import { useMe, useSession } from "../../session.ts";
import type { Deciding } from "./decide-form.tsx";

const DecideForm = lazy(async () => ({ default: (await import("./decide-form.tsx")).DecideForm }));

/** The way to decide about something; the form comes when it is asked for. */
export function Decide({ label, ...deciding }: Deciding & { label: string }) {
  const { text } = useSession();
  const [isOpen, setOpen] = useState(false);
  const title = `${text.decisions.warning.open}: ${label}`;
  return (
    <>
      <Button size="small" aria-label={title} onClick={() => setOpen(true)}>
        {text.decisions.warning.open}
      </Button>
      <Side title={title} isOpen={isOpen} onClose={() => setOpen(false)}>
        <DecideForm {...deciding} onDone={() => setOpen(false)} />
      </Side>
    </>
  );
}

/** Whether the person is a manager, who decides. */
export function useMayDecide(): boolean {
  return useMe().roles.some(({ role }) => role === "manager");
}
