import { Button } from "@fluentui/react-components";
import type { AbsenceAnswer } from "../../../bot/api/contract.ts";
import { Failure } from "../../components/failure.tsx";
import { useMe, useSession } from "../../session.ts";
import { daysAfter } from "../barriers/words.ts";
import { useAbsence, useSetAbsence } from "./use-absence.ts";

/** An older version has stored the last day only; the first lies further back than anybody can choose. */
const furthestDays = 730;

/** What holds, in words, with the way back; nothing for somebody who is here. */
export function AwayNotice() {
  const { text } = useSession();
  const { today } = useMe();
  const { data } = useAbsence();
  const set = useSetAbsence();
  const words = text.myWeek.absence;
  const ahead = data?.periods.filter(({ to }) => to >= today) ?? [];
  if (data === undefined || ahead.length === 0) return null;
  return (
    <section className="notice away" aria-label={words.title}>
      {ahead.map(({ from, to }) => (
        <div key={from} className="row apart">
          <p className="strong">{words.setTitle(from < daysAfter(today, -furthestDays) ? null : from, to)}</p>
          {from <= today ? (
            <Button disabled={set.isPending} onClick={() => set.mutate({ kind: "back" })}>
              {words.backAgain}
            </Button>
          ) : (
            <Button
              disabled={set.isPending}
              aria-label={`${words.cancel}: ${words.period(from, to)}`}
              onClick={() => set.mutate({ kind: "cancel", from })}
            >
              {words.cancel}
            </Button>
          )}
        </div>
      ))}
      <MeanwhileLines teams={data.teams} />
      <Failure error={set.error} outcome={text.barriers.item.notSaved} />
    </section>
  );
}

/** Who is asked meanwhile, for each team. */
export function MeanwhileLines({ teams }: Pick<AbsenceAnswer, "teams">) {
  const words = useSession().text.myWeek.absence;
  return (
    <ul>
      {teams.map(({ name, standIn }) => (
        <li key={name}>{standIn === null ? words.noStandIn(name) : words.standIn(name, standIn)}</li>
      ))}
    </ul>
  );
}
