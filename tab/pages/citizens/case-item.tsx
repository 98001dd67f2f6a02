import { Button } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { CitizenCaseChange, CitizenCaseItem } from "../../../bot/api/contract.ts";
import { citizenOutcomes, citizenReasonGroups } from "../../../bot/domain/vocabulary.ts";
import type { TabText } from "../../../bot/text/da/tab.ts";
import { Choose, named } from "../../components/choose.tsx";
import { DateField } from "../../components/date-field.tsx";
import { Failure } from "../../components/failure.tsx";
import { Link } from "../../components/link.tsx";
import { RewriteText } from "../../components/rewrite-text.tsx";
import { useSay } from "../../components/say.tsx";
import { dateFormat, writtenDate } from "../../dates.ts";
import { useSession } from "../../session.ts";
import { rewriting } from "../trials/words.ts";
import { citizenForm, citizenSteps, publishedFigures } from "./steps-text.ts";

/** One case: why, what instead, and where it stands, which is changed after a press. */
export function CaseItem({ item }: { item: CitizenCaseItem }) {
  const { text } = useSession();
  const [isOpen, setOpen] = useState(false);
  const words = text.citizens;
  const { followUpOn } = item;
  const title = difficultIn(item, text).join(", ");
  return (
    <li className="case row apart">
      <div>
        <p className="strong">{title}</p>
        {item.instead.length > 0 && (
          <p>→ {item.instead.map((id) => text.vocabulary.citizenAlternative[id]).join(", ")}</p>
        )}
        <Note item={item} />
        <p className="quiet">
          {item.teamName}
          {item.solutionName !== null && ` · ${item.solutionName}`} ·{" "}
          {words.logged(dateFormat(text.locale).format(new Date(item.createdAt)))}
        </p>
        {item.unanswered && <p className="quiet">{publishedFigures(text).unansweredOne}</p>}
        {item.barrierId !== null && (
          <p>
            <Link to={`/barriers/${item.barrierId}`}>{publishedFigures(text).helpLink}</Link>
          </p>
        )}
        {item.isDue && <p className="strong accent">{words.overdue}</p>}
      </div>
      {isOpen ? (
        <FollowUpForm item={item} onDone={() => setOpen(false)} />
      ) : (
        <div className="case-controls row">
          <span>
            {text.vocabulary.citizenOutcome[item.outcome]}
            {followUpOn !== null && ` · ${writtenDate(followUpOn, text.locale)}`}
          </span>
          <Button aria-label={citizenSteps(text).list.changeOf(title)} onClick={() => setOpen(true)}>
            {citizenSteps(text).list.change}
          </Button>
        </div>
      )}
    </li>
  );
}

/** What is difficult, in words: the details, and the groups of which none was given. */
export function difficultIn({ reasons, groups }: Pick<CitizenCaseItem, "reasons" | "groups">, text: TabText): string[] {
  const { citizenReason, citizenReasonGroup } = text.vocabulary;
  const plain = groups.filter((group) => !citizenReasonGroups[group].some((id) => reasons.includes(id as never)));
  return [...reasons.map((id) => citizenReason[id]), ...plain.map((group) => citizenReasonGroup[group])];
}

type Change = Required<Pick<CitizenCaseChange, "outcome" | "followUpOn">>;

/** How it goes now and when to look again: saved together, and taken back for a moment. */
function FollowUpForm({ item, onDone }: { item: CitizenCaseItem; onDone: () => void }) {
  const { api, text } = useSession();
  const queries = useQueryClient();
  const say = useSay();
  const before: Change = { outcome: item.outcome, followUpOn: item.followUpOn };
  const [given, setGiven] = useState(before);
  const words = text.citizens;
  const again = () => {
    for (const key of ["citizen-cases", "inclusion"]) void queries.invalidateQueries({ queryKey: [key] });
  };
  const send = (change: Change) => api.send("PATCH", `/api/citizen-cases/${encodeURIComponent(item.id)}`, change);
  const change = useMutation({
    mutationFn: send,
    onSuccess: () => {
      say({ words: text.toast.saved, undo: () => void send(before).finally(again) });
      onDone();
      again();
    },
  });
  return (
    <form
      className="case-controls controls"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate(given);
      }}
    >
      <Choose
        isSmall
        label={words.standing}
        options={named(citizenOutcomes, text.vocabulary.citizenOutcome)}
        value={given.outcome}
        onChange={(value) => {
          const outcome = citizenOutcomes.find((id) => id === value);
          if (outcome !== undefined) setGiven({ ...given, outcome });
        }}
      />
      <DateField
        label={citizenForm(text).again}
        value={given.followUpOn ?? ""}
        onChange={(value) => setGiven({ ...given, followUpOn: value === "" ? null : value })}
      />
      <div className="form-buttons">
        <Button type="submit" appearance="primary" disabled={change.isPending}>
          {words.save}
        </Button>
        <Button appearance="subtle" onClick={onDone}>
          {words.cancel}
        </Button>
      </div>
      <Failure error={change.error} outcome={text.myWeek.notSaved} />
    </form>
  );
}

/** What was noted, as far as it has not been deleted, and that it was. */
function Note({ item }: { item: CitizenCaseItem }) {
  const { text } = useSession();
  const { id, note, mayRewrite, noteChange } = item;
  const words = rewriting(text);
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
