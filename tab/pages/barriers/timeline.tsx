import type { BarrierDetailAnswer, BarrierEventItem } from "../../../bot/api/contract.ts";
import type { TabText } from "../../../bot/text/da/tab.ts";
import { Link } from "../../components/link.tsx";
import { RewriteText } from "../../components/rewrite-text.tsx";
import { useSession } from "../../session.ts";
import { rewriting } from "../trials/words.ts";
import { barriersKey } from "./use-barriers.ts";
import { dateAndTime, shortDate } from "./words.ts";

/** What shows the texts of a barrier. */
export const rewrittenQueries = ["barrier", barriersKey, "check-ins", "attention"] as const;

interface TimelineProps {
  barrier: Pick<BarrierDetailAnswer, "id" | "events" | "rewritable">;
  /** Whether the barriers that this one was linked to are the person's to see. */
  opensLinked: boolean;
}

/** Everything that happened, the newest first. */
export function Timeline({ barrier, opensLinked }: TimelineProps) {
  const { text } = useSession();
  const { id, events, rewritable } = barrier;
  const when = dateAndTime(text.locale);
  return (
    <ol className="timeline" reversed>
      {linesOf(events, text).map(({ event, did, place }) => (
        <li key={place}>
          <p className="row">
            <strong>{whoOf(event, text)}</strong>{" "}
            {event.decidedAs !== null && (
              <span className="quiet">{text.barriers.events.as(event.decidedAs.area, event.decidedAs.isStandIn)} </span>
            )}
            <span className="timeline-did">
              {opensLinked && event.did === "linked" && event.ref !== null ? (
                <Link to={`/barriers/${encodeURIComponent(event.ref)}`}>{did}</Link>
              ) : (
                did
              )}
            </span>{" "}
            <time className="caption" dateTime={event.at}>
              {when(event.at)}
            </time>
          </p>
          {event.text !== null && (
            <RewriteText
              rewritable={
                rewritable.includes(String(place))
                  ? { kind: "barrier", id, place: String(place), text: event.text }
                  : null
              }
              of={did}
              queries={rewrittenQueries}
            >
              <p className="words">{event.text}</p>
            </RewriteText>
          )}
          {event.text === null && isGone(events, place) && <p className="quiet words">{rewriting(text).gone}</p>}
        </li>
      ))}
    </ol>
  );
}

/** Who took a text out is said by role: it is the text that matters. */
function whoOf(event: BarrierEventItem, text: TabText): string {
  if (event.as !== null) return rewriting(text).roles[event.as];
  return event.by?.name ?? text.barriers.events.system;
}

function isGone(events: readonly BarrierEventItem[], place: number): boolean {
  return events.findLast(({ of }) => of === place)?.did === "textDeleted";
}

/** What each of them says, the newest first. */
function linesOf(all: BarrierEventItem[], text: TabText) {
  let status: BarrierEventItem["status"] = null;
  const lines = all.map((event, place) => {
    const before = status;
    status = event.status ?? status;
    return { event, did: didOf(event, before, text), place };
  });
  for (const line of lines) if (line.event.as !== null) line.did = rewrittenWords(line.event, lines, text);
  return lines.toReversed();
}

/** Which text was taken out or put right: that of the step, by what it said, or the description. */
function rewrittenWords(event: BarrierEventItem, lines: readonly { did: string }[], text: TabText): string {
  const of = event.of === null ? text.barriers.item.everyday : (lines[event.of]?.did ?? "");
  return event.did === "textDeleted" ? rewriting(text).deleted(of) : rewriting(text).corrected(of);
}

function didOf(event: BarrierEventItem, before: BarrierEventItem["status"], text: TabText): string {
  const words = text.barriers.events;
  switch (event.did) {
    case "reported":
    case "described":
    case "comment":
    case "answer":
    case "linked":
    case "trialEnded":
    case "due":
    case "untouched":
    case "untouchedLong":
    case "undone":
      return words[event.did];
    case "question":
      return withDate(words.question, event, text);
    case "postponed":
      return event.until === null ? words.due : words.postponed(shortDate(text.locale)(event.until));
    case "assigned":
      if (event.to === null) return words.unassigned;
      return event.to.id === event.by?.id ? words.took : words.assignedTo(event.to.name);
    case "status":
      return statusWords(event, before, text);
    case "textDeleted":
    case "textCorrected":
      return "";
    case "lift":
      return liftWords(event, text);
    default:
      return event.did satisfies never;
  }
}

/** How it was solved; of an agreed exception also when it is looked at again. */
function solvedWords({ resolution, until }: BarrierEventItem, text: TabText): string {
  const { solved, reviewed } = text.barriers.events;
  const how = resolution === null ? solved : `${solved}: ${text.vocabulary.resolution[resolution]}`;
  return until === null ? how : reviewed(how, shortDate(text.locale)(until));
}

/** What waits says until when. */
function withDate(what: string, { until }: BarrierEventItem, text: TabText): string {
  return until === null ? what : text.barriers.events.until(what, shortDate(text.locale)(until));
}

function liftWords({ lift, until, to }: BarrierEventItem, text: TabText): string {
  const words = text.barriers.events;
  if (lift === null) return words.comment;
  const date = until === null ? "" : shortDate(text.locale)(until);
  if (lift === "doing") return words.lift.doing(to?.name ?? null, date);
  return lift === "waiting" ? words.lift.waiting(date) : words.lift[lift];
}

function statusWords(event: BarrierEventItem, before: BarrierEventItem["status"], text: TabText): string {
  const words = text.barriers.events;
  if (event.resolution === "escalated") return words.escalated;
  if (event.resolution === "supplier") return withDate(words.supplier, event, text);
  if (before === "parked" && event.by === null) return words.returned;
  if (event.status === null) return words.comment;
  const named = words.status(text.vocabulary.barrierStatus[event.status]);
  switch (event.status) {
    case "parked":
      return event.until === null ? named : words.parked(shortDate(text.locale)(event.until));
    case "working":
      return before === "resolved" ? words.reopened : named;
    case "confirmed":
      return event.by === null ? words.closedUnanswered : words.confirmed;
    case "resolved":
      return solvedWords(event, text);
    case "trial":
      return withDate(words.trial, event, text);
    case "seen":
    case "declined":
    case "withdrawn":
      return words[event.status];
    case "waiting":
      return withDate(named, event, text);
    case "new":
    case "asking":
      return named;
    default:
      return event.status satisfies never;
  }
}
