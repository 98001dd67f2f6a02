import { Button } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { DeliveriesAnswer, ResendAnswer } from "../../../bot/api/contract.ts";
import { usePrinting } from "../../components/printing.ts";
import { ErrorState } from "../../components/states.tsx";
import { useSession } from "../../session.ts";
import { groupProblems, type ProblemGroup } from "./group-problems.ts";
import { useOperationsText } from "./words.ts";

/** What does not arrive, by its reason: what it is, what to do, and whom it is about. */
export function Problems({ deliveries }: { deliveries: DeliveriesAnswer }) {
  const { api } = useSession();
  const words = useOperationsText();
  const queries = useQueryClient();
  const resend = useMutation({
    mutationFn: (messages: string[]) => api.send<ResendAnswer>("POST", "/api/admin/deliveries/resend", { messages }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["deliveries"] }),
  });
  const { needHelp, passing } = groupProblems(deliveries);
  return (
    <>
      <div aria-live="polite">
        {resend.data && <p className="notice">{words.resent(resend.data.resent)}</p>}
        {resend.isError && <ErrorState error={resend.error} onRetry={() => resend.reset()} />}
      </div>
      {needHelp.length + passing.length === 0 && <p className="notice section">{words.allWell}</p>}
      <ProblemSection
        id="problems-title"
        title={words.problemsTitle}
        intro={words.problemsIntro}
        groups={needHelp}
        onResend={(keys) => resend.mutate(keys)}
        isBusy={resend.isPending}
      />
      <ProblemSection id="passing-title" title={words.laterTitle} intro={words.laterIntro} groups={passing} />
    </>
  );
}

interface ProblemSectionProps {
  id: string;
  title: string;
  intro: string;
  groups: ProblemGroup[];
  onResend?: (keys: string[]) => void;
  isBusy?: boolean;
}

function ProblemSection({ id, title, intro, groups, onResend, isBusy = false }: ProblemSectionProps) {
  if (groups.length === 0) return null;
  return (
    <section className="section" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p className="section-intro">{intro}</p>
      <ul className="lined is-topped">
        {groups.map((group) => (
          <Problem key={`${group.state} ${group.reason}`} group={group} onResend={onResend} isBusy={isBusy} />
        ))}
      </ul>
    </section>
  );
}

/** So many are shown before they are folded away. */
const firstShown = 6;

function Problem({
  group,
  onResend,
  isBusy,
}: {
  group: ProblemGroup;
  onResend: ((keys: string[]) => void) | undefined;
  isBusy: boolean;
}) {
  const words = useOperationsText();
  const [isWhole, setWhole] = useState(false);
  const { what, todo: usually } = words.reason[group.reason];
  const todo = (group.state === "failed" ? words.gaveUp[group.reason] : undefined) ?? usually;
  // Paper has no button to show the rest.
  const isPrinting = usePrinting();
  const shown = isWhole || isPrinting ? group.places : group.places.slice(0, firstShown);
  return (
    <li className="problem">
      <div className="row apart">
        <h3>
          {what} <span className="quiet">{words.people(group.places.length)}</span>
        </h3>
        {onResend && group.resendable.length > 0 && (
          <Button
            size="small"
            disabled={isBusy}
            aria-label={words.resendNamed(what)}
            onClick={() => onResend(group.resendable)}
          >
            {words.resend}
          </Button>
        )}
      </div>
      <p className="words">{todo}</p>
      <ul className="columns">
        {shown.map(({ id, name, teams }) => (
          <li key={id}>
            <span className="strong">{name ?? words.nobody}</span> <span className="quiet">{teams}</span>
          </li>
        ))}
      </ul>
      {shown.length < group.places.length && (
        <Button size="small" appearance="subtle" onClick={() => setWhole(true)}>
          {words.showAll(group.places.length)}
        </Button>
      )}
    </li>
  );
}
