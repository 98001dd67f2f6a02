import { Button } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { CitizenCaseItem } from "../../../bot/api/contract.ts";
import { type CitizenOutcome, citizenOutcomes, citizenReasonGroups } from "../../../bot/domain/vocabulary.ts";
import { Choose, named } from "../../components/choose.tsx";
import { DateField } from "../../components/date-field.tsx";
import { Failure } from "../../components/failure.tsx";
import { Link } from "../../components/link.tsx";
import { RewriteText } from "../../components/rewrite-text.tsx";
import { dateFormat, writtenDate } from "../../dates.ts";
import { useMe, useSession } from "../../session.ts";

type Change = { outcome?: CitizenOutcome; followUpOn?: string | null };

/** One case: why, what instead, and where it stands, which can be changed on the spot. */
export function CaseItem({ item }: { item: CitizenCaseItem }) {
  const { api, text } = useSession();
  const me = useMe();
  const queries = useQueryClient();
  // Shown at once, and taken back visibly when it could not be stored.
  const [shown, setShown] = useState({ outcome: item.outcome, followUpOn: item.followUpOn });
  const change = useMutation({
    mutationFn: (part: Change) => api.send("PATCH", `/api/citizen-cases/${encodeURIComponent(item.id)}`, part),
    onMutate: (part) => setShown((before) => ({ ...before, ...part })),
    onError: () => setShown({ outcome: item.outcome, followUpOn: item.followUpOn }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["inclusion"] }),
  });
  const difficult = [
    ...item.reasons.map((id) => text.vocabulary.citizenReason[id]),
    ...item.groups
      .filter((group) => !citizenReasonGroups[group].some((id) => item.reasons.includes(id as never)))
      .map((group) => text.vocabulary.citizenReasonGroup[group]),
  ];
  const words = text.citizens;
  const isOverdue =
    item.isDue || (shown.outcome === "open" && shown.followUpOn !== null && shown.followUpOn <= me.today);
  return (
    <li className="case row apart">
      <div>
        <p className="strong">{difficult.join(", ")}</p>
        {item.instead.length > 0 && (
          <p>→ {item.instead.map((id) => text.vocabulary.citizenAlternative[id]).join(", ")}</p>
        )}
        <Note item={item} />
        <p className="quiet">
          {item.teamName}
          {item.solutionName !== null && ` · ${item.solutionName}`} ·{" "}
          {words.logged(dateFormat(text.locale).format(new Date(item.createdAt)))}
        </p>
        {item.unanswered && <p className="quiet">{text.published.unansweredOne}</p>}
        {item.barrierId !== null && (
          <p>
            <Link to={`/barriers/${item.barrierId}`}>{text.published.helpLink}</Link>
          </p>
        )}
        {isOverdue && <p className="strong accent">{words.overdue}</p>}
      </div>
      <div className="case-controls controls">
        <Choose
          isSmall
          label={words.standing}
          options={named(citizenOutcomes, text.vocabulary.citizenOutcome)}
          value={shown.outcome}
          onChange={(value) => {
            const outcome = citizenOutcomes.find((id) => id === value);
            if (outcome !== undefined) change.mutate({ outcome });
          }}
        />
        <FollowUp date={shown.followUpOn} onChange={(followUpOn) => change.mutate({ followUpOn })} />
      </div>
      <Failure error={change.error} outcome={text.myWeek.notSaved} />
    </li>
  );
}

/** When it is looked at again; the field comes with a press, so that a list of many is no form. */
function FollowUp({ date, onChange }: { date: string | null; onChange: (date: string | null) => void }) {
  const { text } = useSession();
  const [isOpen, setOpen] = useState(false);
  const words = text.citizens;
  if (isOpen) {
    return (
      <DateField
        label={words.followUpOn}
        value={date ?? ""}
        onChange={(value) => {
          if (value !== (date ?? "")) onChange(value === "" ? null : value);
        }}
      />
    );
  }
  const shown = date === null ? words.noFollowUp : writtenDate(date, text.locale);
  return (
    <div className="control">
      <span aria-hidden="true">{words.followUpOn}</span>
      <Button appearance="subtle" aria-label={`${words.followUpOn}: ${shown}`} onClick={() => setOpen(true)}>
        {shown}
      </Button>
    </div>
  );
}

/** What was noted, as far as it has not been deleted, and that it was. */
function Note({ item }: { item: CitizenCaseItem }) {
  const { text } = useSession();
  const { id, note, mayRewrite, noteChange } = item;
  const words = text.rewriting;
  const date = dateFormat(text.locale);
  const changed =
    noteChange === null
      ? null
      : words.noteChanged[noteChange.did](words.roles[noteChange.as], date.format(new Date(noteChange.at)));
  return (
    <>
      {(note !== null || noteChange !== null) && (
        <RewriteText
          rewritable={mayRewrite && note !== null ? { kind: "citizenCase", id, place: "note", text: note } : null}
          of={words.note}
          queries={["citizen-cases"]}
        >
          {note !== null && <p className="words">{note}</p>}
        </RewriteText>
      )}
      {changed !== null && <p className="quiet">{changed}</p>}
    </>
  );
}
