import { Button } from "@fluentui/react-components";
import { type ReactNode, useEffect, useMemo, useRef } from "react";
import type { AdoptionAnswer, Warning } from "../../../bot/api/contract.ts";
import { kindsDecidedAbout } from "../../../bot/domain/decision/decision.ts";
import type { TabText } from "../../../bot/text/da/tab.ts";
import { warningSentence } from "../../../bot/text/warning-sentence.ts";
import { Link } from "../../components/link.tsx";
import { dateFormat } from "../../dates.ts";
import { useSession } from "../../session.ts";
import { type AttentionGroup, type AttentionKind, groupsOf } from "./attention-groups.ts";
import { Decide } from "./decide.tsx";
import { Dismiss } from "./dismiss.tsx";
import { areaSearch, barrierPath, solutionPath, teamPath, teamSolutionPath } from "./paths.ts";
import { teamsWith } from "./rows.ts";
import type { useAttention } from "./use-attention.ts";

interface AttentionListProps {
  attention: ReturnType<typeof useAttention>;
  adoption: AdoptionAnswer;
  area: string | null;
  /** The kind that the address asks to have opened. */
  open: AttentionKind | null;
}

/** What needs the one who looks, a card for each kind: warnings with the figures that raised them, and what others wait for. */
export function AttentionList({ attention, adoption, area, open }: AttentionListProps) {
  const { text } = useSession();
  if (!attention.isEnabled || attention.isPending) return null;
  if (attention.data === undefined) {
    return (
      <section className="section" aria-labelledby="attention-title">
        <h2 id="attention-title">{text.attention.title}</h2>
        <p className="notice notice-error" role="alert">
          {text.detail.notRead}
        </p>
        <Button onClick={() => void attention.refetch()}>{text.state.retry}</Button>
      </section>
    );
  }
  const groups = groupsOf(attention.data);
  const { decided, dismissed, mayDecide } = attention.data;
  return (
    <section className="section" aria-labelledby="attention-title">
      <h2 id="attention-title">{text.attention.title}</h2>
      {groups.length === 0 && <p className="section-intro">{text.attention.nothing}</p>}
      <div className="attention columns">
        {groups.map((group) => (
          <Group key={group.kind} group={group} isAsked={group.kind === open}>
            <Items group={group} adoption={adoption} area={area} mayDecide={mayDecide} />
          </Group>
        ))}
      </div>
      {decided.length > 0 && (
        <details className="caption words">
          <summary>{text.decisions.warning.decided(decided.length)}</summary>
          <ul>
            {decided.map(({ warning, kind, text: why, due, by }) => (
              <li key={warning.id}>
                {text.attention.kinds[warning.rule]}: {nameOf(adoption, warning.solutionId)} –{" "}
                {text.decisions.kinds[kind]} ({by}
                {due !== null && `, ${dateFormat(text.locale).format(new Date(due))}`}){why !== null && `: ${why}`}
              </li>
            ))}
          </ul>
        </details>
      )}
      <p className="caption">
        <Link to="/overview/decisions">{text.decisions.open}</Link>
        {mayDecide && (
          <>
            {" · "}
            <Link to={`/overview/quarter${areaSearch(area)}`}>{text.decisions.quarter}</Link>
            {" · "}
            <Link to={`/overview/politicians${areaSearch(area)}`}>{text.decisions.politicians}</Link>
          </>
        )}
      </p>
      {dismissed.length > 0 && (
        <details className="caption words">
          <summary>{text.attention.dismissed(dismissed.length)}</summary>
          <ul>
            {dismissed.map(({ warning, reason, until }) => (
              <li key={warning.id}>
                {text.attention.kinds[warning.rule]}: {nameOf(adoption, warning.solutionId)} – {reason},{" "}
                {text.attention.dismissedUntil(dateFormat(text.locale).format(new Date(until)))}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function nameOf({ solutions }: AdoptionAnswer, solutionId: string): string {
  return solutions.find(({ id }) => id === solutionId)?.name ?? solutionId;
}

interface ItemsProps {
  group: AttentionGroup;
  adoption: AdoptionAnswer;
  area: string | null;
  mayDecide: boolean;
}

function Items({ group, adoption, area, mayDecide }: ItemsProps) {
  const { text } = useSession();
  const words = text.attention;
  switch (group.kind) {
    case "escalated":
      return group.items.map(({ id, teamName, solutionName, detail, consequence }) => (
        <Item key={id} subject={`${teamName}: ${solutionName}`} to={barrierPath(id)}>
          <p>
            {detail !== null && `${text.vocabulary.detail[detail]}. `}
            {consequence}
          </p>
        </Item>
      ));
    case "silent":
      return group.items.map(({ teamId, teamName, weeks }) => (
        <Item key={teamId} subject={teamName} to={teamPath(teamId)}>
          <p>{words.silent(weeks)}</p>
        </Item>
      ));
    case "exceptions":
      return group.items.map(({ teamId, teamName, solutionId, solutionName, reason, reviewOn }) => (
        <Item
          key={`${teamId}:${solutionId}`}
          subject={`${teamName}: ${solutionName}`}
          to={teamSolutionPath(teamId, solutionId)}
        >
          <p>
            {reason !== null && `${reason}. `}
            {words.exception(dateFormat(text.locale).format(new Date(reviewOn)))}
          </p>
        </Item>
      ));
    default:
      return group.items.map((warning) => (
        <WarningItem key={warning.id} warning={warning} adoption={adoption} area={area} mayDecide={mayDecide} />
      ));
  }
}

interface WarningItemProps {
  warning: Warning;
  adoption: AdoptionAnswer;
  area: string | null;
  mayDecide: boolean;
}

function WarningItem({ warning, adoption, area, mayDecide }: WarningItemProps) {
  const { text } = useSession();
  const { id, rule, solutionId } = warning;
  const [team] = warning.teamIds;
  const to = team === undefined ? solutionPath(solutionId) : teamSolutionPath(team, solutionId);
  const subject = nameOf(adoption, solutionId);
  const places = useMemo(() => teamsWith(adoption, solutionId), [adoption, solutionId]);
  const hasOldWay = adoption.solutions.some((one) => one.id === solutionId && one.replaces !== null);
  return (
    <Item subject={subject} to={to}>
      <p>{explain(warning, adoption, text)}</p>
      {mayDecide && (
        <Decide
          about={{ warning: id }}
          kinds={kindsDecidedAbout.warning.filter((kind) => kind !== "closing" || hasOldWay)}
          area={area}
          places={places}
          label={`${text.attention.kinds[rule]} ${subject}`}
        />
      )}
      <Dismiss warningId={id} area={area} label={`${text.attention.kinds[rule]} ${subject}`} />
    </Item>
  );
}

function explain(warning: Warning, { teams, solutions }: AdoptionAnswer, text: TabText): string {
  const isShared = solutions.some(({ id, sharedRecords }) => id === warning.solutionId && sharedRecords);
  const teamName = (id: string) => teams.find((team) => team.teamId === id)?.name;
  return warningSentence(warning, { teamName, isShared }, text);
}

interface GroupProps {
  group: AttentionGroup;
  isAsked: boolean;
  children: ReactNode;
}

/** HTML's own details: what is folded in one, a browser's search finds and opens. */
function Group({ group: { kind, count }, isAsked, children }: GroupProps) {
  const { text } = useSession();
  const ref = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const card = ref.current;
    if (!isAsked || card === null) return;
    card.open = true;
    card.scrollIntoView({ block: "start" });
    card.querySelector("summary")?.focus({ preventScroll: true });
  }, [isAsked]);
  return (
    <details className="attention-group" ref={ref}>
      <summary className="strong">
        {text.attention.kinds[kind]} <span className="attention-count pill">{count}</span>
      </summary>
      {kind === "silent" && <p className="quiet">{text.attention.silentWhy}</p>}
      <ul className="columns">{children}</ul>
    </details>
  );
}

function Item({ subject, to, children }: { subject: string; to: string; children: ReactNode }) {
  return (
    <li className="attention-item">
      <h3 className="small capital">
        <Link to={to} className="quiet-link">
          {subject}
        </Link>
      </h3>
      {children}
    </li>
  );
}
