import { Button } from "@fluentui/react-components";
import { lazy, useState } from "react";
import { Side } from "../../components/side.tsx";
import { useSession } from "../../session.ts";
import { useAbsence } from "./use-absence.ts";

const AwayForm = lazy(async () => ({ default: (await import("./away-form.tsx")).AwayForm }));
const NoteCitizen = lazy(async () => ({ default: (await import("./note-citizen.tsx")).NoteCitizen }));

/** What a leader does beside the check-in, each in its form beside the page. */
export function BesideTheWeek({ hasTeams }: { hasTeams: boolean }) {
  const { text } = useSession();
  const [opened, setOpened] = useState<"citizen" | "away" | null>(null);
  const { data: absence } = useAbsence();
  const close = () => setOpened(null);
  const { title } = text.myWeek.absence;
  // Whoever leads no team has none to be away from.
  const isLeader = absence !== undefined && absence.teams.length > 0;
  return (
    <div className="row beside-week">
      {hasTeams && <Button onClick={() => setOpened("citizen")}>{text.citizens.formTitle}</Button>}
      {isLeader && <Button onClick={() => setOpened("away")}>{title}</Button>}
      <Side title={text.citizens.formTitle} isOpen={opened === "citizen"} onClose={close}>
        <NoteCitizen onDone={close} />
      </Side>
      <Side title={title} isOpen={opened === "away"} onClose={close}>
        <AwayForm onDone={close} />
      </Side>
    </div>
  );
}
