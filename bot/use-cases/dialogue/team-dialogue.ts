import { localDate, weekOf } from "../../domain/calendar.ts";
import { dialogueOf, type TeamDialogue } from "../../domain/dialogue.ts";
import { solutionName, type Team } from "../../domain/organisation.ts";
import { weeksUntil } from "../../domain/overview.ts";
import { askedFor, may, teamsWhere } from "../../domain/permissions.ts";
import { warningWeeks } from "../../domain/warnings.ts";
import { OmbordError } from "../../errors.ts";
import { audit } from "../commit.ts";
import type { Errand } from "../errand.ts";
import { readTeamViews } from "../overview/read-team-views.ts";

/** The teams that the person is asked for on the day. */
function teamsAskedOf({ directory, actor, now }: Errand): Team[] {
  const today = localDate(now);
  return teamsWhere(directory, actor.personId, "answerCheckIn", today)
    .filter((teamId) => askedFor(directory, teamId, today).includes(actor.personId))
    .flatMap((teamId) => directory.teams.get(teamId) ?? [])
    .filter(({ retired }) => !retired)
    .sort((a, b) => a.name.localeCompare(b.name, "da"));
}

/** The question of the month for each team that the person is asked for now; none for whoever leads none. One read. */
export async function teamDialogues(errand: Errand): Promise<TeamDialogue[]> {
  const { directory, now } = errand;
  const teams = teamsAskedOf(errand);
  const week = weekOf(now);
  const rows = await readTeamViews(errand, teams, weeksUntil(week, warningWeeks));
  const isAi = (id: string) => /copilot/i.test(directory.solutions.get(id)?.name ?? "");
  return rows.map(({ view }) => {
    const { teamId, name } = view;
    const rollouts = directory.rolloutsByTeam.get(teamId) ?? [];
    const { theme, solutionId } = dialogueOf({ view, rollouts, week, today: localDate(now), isAi });
    const about = solutionId === null ? null : solutionName(directory, solutionId, teamId);
    return { teamId, teamName: name, theme, solutionName: about };
  });
}

/**
 * The team has talked about its question: that is noted, and nothing of what was said. Throws `notFound` for a team that the person does not
 * answer for.
 */
export async function talkedAbout(errand: Errand, teamId: string): Promise<void> {
  const { store, actor, directory, now } = errand;
  if (!may(directory, actor.personId, "answerCheckIn", teamId, localDate(now))) throw new OmbordError("notFound");
  await store.commit(actor.tenantId, [audit(errand, "dialogue.talked", "team", teamId)]);
}
