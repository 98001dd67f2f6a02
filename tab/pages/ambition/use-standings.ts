import { useQuery } from "@tanstack/react-query";
import type { AdoptionAnswer, CheckInsAnswer } from "../../../bot/api/contract.ts";
import { useMe, useSession } from "../../session.ts";
import { ambitionText } from "./words.ts";

/**
 * What one's own teams said last of each solution, in words, by solution id, and what they said when the ambition was last saved where
 * that was something else; null until it is known.
 */
export function useStandings(savedAt: string): Record<string, string> | null {
  const { api, text } = useSession();
  const { today } = useMe();
  const weeks = weeksSince(savedAt, today) > 11 ? 52 : 12;
  const checkIns = useQuery({
    queryKey: ["check-ins"],
    queryFn: ({ signal }) => api.get<CheckInsAnswer>("/api/check-ins", signal),
  });
  const adoption = useQuery({
    queryKey: ["adoption", weeks, null],
    queryFn: ({ signal }) => api.get<AdoptionAnswer>(`/api/adoption?weeks=${weeks}`, signal),
  });
  if (adoption.data === undefined || checkIns.data === undefined) return null;
  const own = new Set(checkIns.data.teams.map(({ teamId }) => teamId));
  const teams = adoption.data.teams.filter(({ teamId }) => own.has(teamId));
  const untilSaved = weeks - weeksSince(savedAt, today);
  const words = ambitionText(text);
  const standings = adoption.data.solutions.flatMap(({ id }) => {
    const said = (until: number) =>
      teams.flatMap(({ name, solutions }) => {
        const level = solutions[id]?.levels.slice(0, Math.max(until, 0)).findLast((one) => one !== null);
        if (level == null) return [];
        const shown = text.vocabulary.usage[level];
        return [teams.length === 1 ? shown : `${shown} (${name})`];
      });
    const [then, now] = [said(untilSaved).join(", "), said(weeks).join(", ")];
    if (now === "") return [];
    return [[id, then === "" || then === now ? words.standing(now) : words.standingThen(then, now)] as const];
  });
  return Object.fromEntries(standings);
}

/** How many weeks ago an instant was, counted from Monday to Monday. */
function weeksSince(instant: string, today: string): number {
  const monday = (date: string) => {
    const day = Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / 86_400_000;
    return day - ((day + 3) % 7);
  };
  return (monday(today) - monday(instant)) / 7;
}
