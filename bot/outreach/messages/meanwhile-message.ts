import { type Meanwhile, meanwhileCard } from "../../cards/meanwhile-card.ts";
import { tellsTeam } from "../../domain/barrier/barrier-news.ts";
import {
  addDays,
  addWeeks,
  isWorkingDay,
  localDate,
  localInstant,
  weekNumber,
  weekOfDate,
} from "../../domain/calendar.ts";
import { absencesOf } from "../../domain/check-in/absence.ts";
import { activePeople, type Directory, type Instant, type Period, solutionName } from "../../domain/organisation.ts";
import { byDay, type PlannedMessage, planned } from "../../domain/outreach.ts";
import { isAway } from "../../domain/permissions.ts";
import { barrierStatusFacts } from "../../domain/vocabulary.ts";
import { keys } from "../../store/documents.ts";
import { queryAll } from "../../store/store.ts";
import { textFor } from "../../text/text.ts";
import { ledTeams } from "../../use-cases/check-in/set-absence.ts";
import { type MessageToSend, type Prepared, type PurposeHandler, reachable } from "./purposes.ts";
import { newsTime } from "./team-news.ts";

/** What came while a leader was away, told once on the first working day back. Read when it is sent; rather lost than repeated. */
export const meanwhilePurpose: PurposeHandler = { neverRepeat: true, prepare };

/** Those who are back today after days away: the first working day since. */
export function meanwhileDue(directory: Directory, now: Instant): PlannedMessage[] {
  const today = localDate(now);
  const isWorking = (date: string) => isWorkingDay(date, directory.settings);
  if (!isWorking(today)) return [];
  return activePeople(directory).flatMap((person) => {
    const ended = endedBefore(absencesOf(person), today);
    const [teamId] = ended === undefined ? [] : ledTeams(directory, person.id, today);
    if (ended === undefined || teamId === undefined || isAway(directory, person.id, today)) return [];
    for (let date = addDays(ended.to, 1); date < today; date = addDays(date, 1)) if (isWorking(date)) return [];
    const to = { purpose: "meanwhile" as const, recipient: person.id, personId: person.id, subject: person.id, teamId };
    const dueAt = byDay(directory.settings, now);
    // Some days, where it was planned after working hours.
    const deadline = localInstant(addDays(today, keptDays), 0);
    return [planned({ ...to, week: null, dueAt, deadline }, now, ended.to)];
  });
}

function endedBefore(periods: readonly Period[], today: string): Period | undefined {
  return periods.findLast(({ to }) => to < today);
}

async function prepare(sending: MessageToSend): Promise<Prepared> {
  const { directory, message, conversation, now } = sending;
  const today = localDate(now);
  const person = directory.people.get(message.recipient);
  const ended = person === undefined ? undefined : endedBefore(absencesOf(person), today);
  if (person === undefined || ended === undefined || isAway(directory, person.id, today)) {
    return { act: "cancel", reason: "notWanted" };
  }
  const chat = reachable(conversation);
  if ("reason" in chat) return { act: "wait", reason: chat.reason };
  const until = newsTime(sending, chat.conversation.value, sending.key);
  if (until > now) return { act: "later", until };
  const meanwhile = await whatCame(sending, ended, ledTeams(directory, person.id, today));
  if (meanwhile.answered.length + meanwhile.barriers.length === 0) return { act: "cancel", reason: "notWanted" };
  const text = textFor(person.language);
  const firstName = person.name.split(" ")[0] ?? person.name;
  const summary = text.meanwhile.title(firstName);
  const card = meanwhileCard(firstName, meanwhile, text);
  return { act: "send", conversation: chat.conversation, card, summary, isTheDays: true };
}

const keptDays = 7;
const mostWeeks = 8;

/** What others answered for the teams in those days, and the barriers of which there was something to tell. */
async function whatCame(
  { store, tenantId, directory, message }: MessageToSend,
  { from, to }: Period,
  teams: string[],
): Promise<Meanwhile> {
  const last = weekOfDate(to);
  const weeks = Array.from({ length: mostWeeks }, (_, back) => addWeeks(last, -back)).filter(
    (week) => week >= weekOfDate(from),
  );
  const shown = teams.slice(0, 10);
  const asked = shown.flatMap((team) =>
    weeks.toReversed().map((week) => ({ kind: "checkIn" as const, key: keys.checkIn(week, team) })),
  );
  const answered = (await store.readMany(tenantId, asked)).flatMap((stored) => {
    const checkIn = stored?.value;
    const by = checkIn?.answeredBy;
    if (checkIn?.state !== "answered" || !by || by === message.recipient) return [];
    const name = directory.people.get(by)?.name ?? "";
    return [
      { team: directory.teams.get(checkIn.teamId)?.name ?? checkIn.teamId, week: weekNumber(checkIn.week), name },
    ];
  });
  const barriers: Meanwhile["barriers"] = [];
  for await (const { value } of queryAll(store, tenantId, "barrier", { where: { teamId: shown } })) {
    const hasNews = value.events.some((event) => {
      const day = localDate(event.at);
      return day >= from && day <= to && event.by !== message.recipient && tellsTeam(event);
    });
    if (!hasNews) continue;
    const { waitsForTeam } = barrierStatusFacts[value.status];
    barriers.push({
      id: value.id,
      solutionName: solutionName(directory, value.solutionId, value.teamId),
      status: value.status,
      waitsForTeam,
    });
  }
  return { answered, barriers };
}
