import { type FormEvent, useState } from "react";
import { DateField } from "../../components/date-field.tsx";
import { FormFooter } from "../../components/form.tsx";
import { useMe, useSession } from "../../session.ts";
import { daysAfter } from "../barriers/words.ts";
import { MeanwhileLines } from "./away.tsx";
import { useAbsence, useSetAbsence } from "./use-absence.ts";

/** Filled in where nobody has said how long. */
const guessedDays = 14;

/** From the first day away to the last. Nobody is asked why. */
export function AwayForm({ onDone }: { onDone: () => void }) {
  const { text } = useSession();
  const { today } = useMe();
  const words = text.myWeek.absence;
  const { data } = useAbsence();
  // Of an absence under way the last day is put right: it begins when it began.
  const current = data?.current ?? null;
  const [from, setFrom] = useState(current?.from ?? today);
  const [to, setTo] = useState(current?.to ?? daysAfter(today, guessedDays - 1));
  const [isTried, setTried] = useState(false);
  const set = useSetAbsence(onDone);
  const isWhole = from !== "" && to !== "" && from <= to;
  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (isWhole) set.mutate({ kind: "away", from, to });
  }
  return (
    <form className="form" onSubmit={submit} noValidate>
      <DateField
        label={words.from}
        value={from}
        onChange={setFrom}
        required
        error={isTried && from === "" ? words.fromRequired : undefined}
      />
      <DateField
        label={words.until}
        value={to}
        min={from === "" ? undefined : from}
        onChange={setTo}
        required
        error={isTried && to === "" ? words.untilRequired : undefined}
      />
      <p role="status" className="strong">
        {isWhole ? words.setTitle(from, to) : ""}
      </p>
      {data && <MeanwhileLines teams={data.teams} />}
      <p className="quiet">{words.kept}</p>
      <FormFooter request={set} label={words.save} onCancel={onDone} />
    </form>
  );
}
