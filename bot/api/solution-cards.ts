import { z } from "zod";
import { OmbordError } from "../errors.ts";
import { cardVersion, keepSolutionCard, viewSolutionCard } from "../use-cases/solution-card/solution-card.ts";
import type { Call } from "./call.ts";
import { newSolutionCard, type SolutionCardAnswer } from "./contract/solution-cards.ts";
import { id } from "./contract/values.ts";

const cardParams = z.object({ solution: id });

export async function getSolutionCard(call: Call): Promise<SolutionCardAnswer> {
  const { solution: solutionId } = cardParams.parse(call.params);
  const { card: stored, ...view } = await viewSolutionCard(call.errand, solutionId);
  const solution = call.directory.solutions.get(solutionId);
  if (solution === undefined) throw new OmbordError("notFound");
  const kept = { version: cardVersion(stored), replacesByFiles: solution.replaces, ...view };
  if (stored === null) return { card: null, road: solution.kind, replaces: solution.replaces, ...kept };
  const { solutionId: _, road, replaces, by, ...card } = stored;
  return {
    card: { ...card, by: call.directory.people.get(by)?.name ?? "" },
    road: road ?? solution.kind,
    replaces: replaces ?? solution.replaces,
    ...kept,
  };
}

/** Answers with the card as it is now. */
export async function putSolutionCard(call: Call): Promise<SolutionCardAnswer> {
  const { solution: solutionId } = cardParams.parse(call.params);
  const given = newSolutionCard.parse(call.body);
  await keepSolutionCard(call.errand, { ...given, solutionId, version: call.ifMatch });
  return getSolutionCard(call);
}
