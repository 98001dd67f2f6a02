import { Button } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { AdoptionAnswer, Attention, Warning } from "../../../bot/api/contract.ts";
import { score, usageLevels } from "../../../bot/domain/vocabulary.ts";
import type { TabText } from "../../../bot/text/da/tab.ts";
import { Link } from "../../components/link.tsx";
import { dateFormat } from "../../dates.ts";
import { useMe, useSession } from "../../session.ts";
import { Dismiss } from "./dismiss.tsx";
import { areaSearch, barrierPath, solutionPath, teamSolutionPath } from "./paths.ts";

const shownAtFirst = 4;

/** What needs the one who looks: warnings with the figures that raised them, and what others wait for. */
export function AttentionList({ adoption, area }: { adoption: AdoptionAnswer; area: string | null }) {
  const { api, text } = useSession();
  const me = useMe();
  const [isWhole, setWhole] = useState(false);
  const isForThem = me.roles.some(({ role }) => role === "manager" || role === "navigator");
  const attention = useQuery({
    queryKey: ["attention", area],
    queryFn: ({ signal }) => api.get<Attention>(`/api/attention${areaSearch(area)}`, signal),
    enabled: isForThem,
  });
  if (!isForThem || attention.isPending) return null;
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
  const items = [
    ...waiting(attention.data, text),
    ...attention.data.warnings.map((warning) => (
      <WarningItem key={warning.id} warning={warning} adoption={adoption} area={area} />
    )),
    ...quiet(attention.data, text),
  ];
  const shown = isWhole ? items : items.slice(0, shownAtFirst);
  const { dismissed } = attention.data;
  return (
    <section className="section" aria-labelledby="attention-title">
      <h2 id="attention-title">{text.attention.title}</h2>
      {items.length === 0 && <p className="section-intro">{text.attention.nothing}</p>}
      <ul className="attention columns">{shown}</ul>
      {items.length > shown.length && (
        <Button appearance="subtle" onClick={() => setWhole(true)}>
          {text.attention.more(items.length - shown.length)}
        </Button>
      )}
      {dismissed.length > 0 && (
        <details className="caption words">
          <summary>{text.attention.dismissed(dismissed.length)}</summary>
          <ul>
            {dismissed.map(({ warning, reason, until }) => (
              <li key={warning.id}>
                {text.attention.rules[warning.rule]}: {nameOf(adoption, warning.solutionId)} – {reason},{" "}
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

interface WarningItemProps {
  warning: Warning;
  adoption: AdoptionAnswer;
  area: string | null;
}

function WarningItem({ warning, adoption, area }: WarningItemProps) {
  const { text } = useSession();
  const { id, rule, solutionId } = warning;
  const [team] = warning.teamIds;
  const to = team === undefined ? solutionPath(solutionId) : teamSolutionPath(team, solutionId);
  const title = text.attention.rules[rule];
  const subject = nameOf(adoption, solutionId);
  return (
    <Item title={title} subject={subject} to={to}>
      <p>{explain(warning, adoption, text)}</p>
      <Dismiss warningId={id} area={area} label={`${title} ${subject}`} />
    </Item>
  );
}

function explain({ rule, solutionId, figures, teamIds }: Warning, adoption: AdoptionAnswer, text: TabText): string {
  const percent = new Intl.NumberFormat(text.locale, { style: "percent", maximumFractionDigits: 0 });
  const figure = (name: string) => figures[name] ?? 0;
  const words = text.attention;
  switch (rule) {
    case "whiteElephant":
      return words.whiteElephant(figure("everyday"), figure("answered"), figure("weeks"));
    case "falling":
      return words.falling(percent.format(figure("before")), percent.format(figure("now")), figure("weeks"));
    case "onePerson":
      return words.onePerson(figure("carried"), figure("answered"));
    case "oldWayAlive":
      return words.oldWayAlive(figure("alive"), figure("answered"), figure("weeks"));
    case "layersApart": {
      const [most = "", least = ""] = teamIds.map((id) => adoption.teams.find((team) => team.teamId === id)?.name);
      const isShared = adoption.solutions.some(({ id, sharedRecords }) => id === solutionId && sharedRecords);
      return words.layersApart(
        most,
        levelName(figure("most"), text),
        least,
        levelName(figure("least"), text),
        isShared,
      );
    }
  }
}

function levelName(value: number, text: TabText): string {
  const level = usageLevels.find((candidate) => score(candidate) === value);
  return level === undefined ? "" : text.vocabulary.usage[level];
}

function waiting({ escalated, exceptions }: Attention, text: TabText): ReactNode[] {
  const words = text.attention;
  return [
    ...escalated.map(({ id, teamName, solutionName, detail, consequence }) => (
      <Item key={id} title={words.escalatedTitle} subject={`${teamName}: ${solutionName}`} to={barrierPath(id)}>
        <p>
          {detail !== null && `${text.vocabulary.detail[detail]}. `}
          {consequence}
        </p>
      </Item>
    )),
    ...exceptions.map(({ teamId, teamName, solutionId, solutionName, reason, reviewOn }) => (
      <Item
        key={`exception:${teamId}:${solutionId}`}
        title={words.exceptionTitle}
        subject={`${teamName}: ${solutionName}`}
        to={teamSolutionPath(teamId, solutionId)}
      >
        <p>
          {reason !== null && `${reason}. `}
          {words.exception(dateFormat(text.locale).format(new Date(reviewOn)))}
        </p>
      </Item>
    )),
  ];
}

function quiet({ silent }: Attention, text: TabText): ReactNode[] {
  if (silent.length === 0) return [];
  return [
    <Item key="silent" title={text.attention.silentTitle} subject={text.overview.spreadTeams(silent.length)}>
      <p>{text.attention.silentWhy}</p>
      <ul>
        {silent.map(({ teamId, teamName, weeks }) => (
          <li key={teamId}>
            {teamName}: {text.attention.silent(weeks)}
          </li>
        ))}
      </ul>
    </Item>,
  ];
}

interface ItemProps {
  title: string;
  subject: string;
  to?: string;
  children: ReactNode;
}

function Item({ title, subject, to, children }: ItemProps) {
  return (
    <li className="attention-item">
      <p className="caption accent">{title}</p>
      <h3 className="capital">
        {to === undefined ? (
          subject
        ) : (
          <Link to={to} className="quiet-link">
            {subject}
          </Link>
        )}
      </h3>
      {children}
    </li>
  );
}
