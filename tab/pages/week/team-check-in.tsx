import { Button } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { CheckInItem, CheckInOutcome, CheckInReply, CheckInsAnswer } from "../../../bot/api/contract.ts";
import { Failure } from "../../components/failure.tsx";
import { useSession } from "../../session.ts";
import { AlreadyReported } from "./already-reported.tsx";
import { Answers } from "./answers.tsx";
import { CheckInForm } from "./check-in-form.tsx";
import { waits } from "./question.tsx";
import { StepsToMark } from "./small-steps.tsx";
import { useTargets } from "./use-targets.ts";

type Team = CheckInsAnswer["teams"][number];

interface TeamCheckInProps {
  team: Team;
  /** A flag was sent, which is to be told about beside it; or not any more. */
  onFlagged: (isOn: boolean) => void;
}

/** One team's check-in: a form while it waits, a receipt when it is answered, and the way between the two. */
export function TeamCheckIn({ team, onFlagged }: TeamCheckInProps) {
  const { text } = useSession();
  const [isCorrecting, setCorrecting] = useState(false);
  const reply = useReply(team, onFlagged);
  const { checkIn } = team;
  const isForm = checkIn !== null && (waits(checkIn) || (isCorrecting && !checkIn.closed));
  const { place, turn } = useFocusOnTurn(isForm);
  if (checkIn === null) return <p className="quiet">{text.myWeek.nothingToAsk}</p>;

  const correct = (isOn: boolean) => {
    turn();
    setCorrecting(isOn);
    if (isOn) onFlagged(false);
  };
  const send = (body: CheckInReply) => {
    if (body.kind !== "remind") correct(false);
    reply.mutate(body, { onError: () => setCorrecting(checkIn.state !== "open") });
  };
  return (
    <div className="check-in" aria-live="polite" tabIndex={-1} ref={place}>
      <Failure error={reply.error} outcome={text.myWeek.notSaved} />
      {reply.data?.isKept && <p className="notice">{text.myWeek.begun}</p>}
      {!isForm && <AlreadyReported key={reply.submittedAt} teamId={team.teamId} already={reply.data?.already ?? []} />}
      {reply.data?.outcome === "changedMeanwhile" && <p className="notice">{text.myWeek.changedMeanwhile}</p>}
      {/* Hidden rather than gone while an answer is on its way, so that what was chosen is there if it comes back. */}
      <div hidden={!isForm}>
        <CheckInForm
          key={checkIn.answeredAt}
          checkIn={checkIn}
          onReply={send}
          onCancel={isCorrecting ? () => correct(false) : undefined}
        />
      </div>
      {!isForm && <Receipt checkIn={checkIn} onCorrect={() => correct(true)} />}
    </div>
  );
}

/** The form and the receipt take each other's place: whoever pressed a button in the one goes on from the other. */
function useFocusOnTurn(isForm: boolean) {
  const place = useRef<HTMLDivElement>(null);
  const shown = useRef(isForm);
  // An answer that somebody else gave meanwhile moves nobody's focus.
  const isOwn = useRef(false);
  useEffect(() => {
    if (shown.current === isForm) return;
    shown.current = isForm;
    if (isOwn.current) place.current?.focus();
    isOwn.current = false;
  }, [isForm]);
  const turn = () => {
    isOwn.current = true;
  };
  return { place, turn };
}

/** Shows the answer at once; when it could not be stored, what stood before comes back together with the form. */
function useReply({ teamId, checkIn }: Team, onFlagged: TeamCheckInProps["onFlagged"]) {
  const { api } = useSession();
  const queries = useQueryClient();
  const key = ["check-ins"];
  const put = (item: CheckInItem) =>
    queries.setQueryData<CheckInsAnswer>(key, (before) => {
      const teams = before?.teams.map((team) => (team.teamId === teamId ? { ...team, checkIn: item } : team));
      return before && { ...before, teams: teams ?? [] };
    });
  return useMutation({
    mutationFn: (body: CheckInReply) =>
      api.send<CheckInOutcome>("PUT", `/api/check-ins/${checkIn?.week}/${encodeURIComponent(teamId)}`, body),
    onMutate: async (body) => {
      await queries.cancelQueries({ queryKey: key });
      const before = queries.getQueryData<CheckInsAnswer>(key);
      if (checkIn !== null) put(expected(checkIn, body));
      return { before };
    },
    onError: (_error, _body, context) => queries.setQueryData(key, context?.before),
    onSuccess: ({ checkIn: item }, { kind }) => {
      put(item);
      if (item.isTroubled && kind !== "remind") onFlagged(true);
      void queries.invalidateQueries({ queryKey: ["adoption"] });
      void queries.invalidateQueries({ queryKey: ["trials"] });
      void queries.invalidateQueries({ queryKey: key });
    },
  });
}

/** What the check-in will be if the reply is stored. */
function expected(checkIn: CheckInItem, reply: CheckInReply): CheckInItem {
  if (reply.kind === "remind") return checkIn;
  if (reply.kind === "skip") return { ...checkIn, state: "skipped" };
  const given =
    reply.kind === "answer"
      ? reply.answers
      : checkIn.asked.flatMap(({ solutionId, previous }) => {
          const touched = reply.touched?.find((one) => one.solutionId === solutionId);
          const level = touched?.level ?? previous;
          return level === null
            ? []
            : [{ solutionId, level, extra: touched?.extra, troubled: touched?.troubled ?? false }];
        });
  const answers = given.map(({ solutionId, level, extra, troubled }) => [
    solutionId,
    { level, extra: extra ?? null, troubled },
  ]);
  return { ...checkIn, state: "answered", answers: { ...checkIn.answers, ...Object.fromEntries(answers) } };
}

function Receipt({ checkIn, onCorrect }: { checkIn: CheckInItem; onCorrect: () => void }) {
  const { text } = useSession();
  const words = text.myWeek;
  return (
    <div className="receipt stack">
      <Answers checkIn={checkIn} targets={useTargets()} />
      <StepsToMark checkIn={checkIn} />
      {checkIn.closed ? (
        <p className="quiet">{words.closed}</p>
      ) : (
        <Button onClick={onCorrect}>{checkIn.state === "skipped" ? words.answerAnyway : words.correct}</Button>
      )}
    </div>
  );
}
