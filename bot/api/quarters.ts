import { z } from "zod";
import { keepQuarterWord } from "../use-cases/quarter/keep-quarter-word.ts";
import { toldWarnings } from "../use-cases/quarter/tell-quarter.ts";
import { viewQuarter } from "../use-cases/quarter/view-quarter.ts";
import type { Call } from "./call.ts";
import { newQuarterWord } from "./contract/quarters.ts";
import { id } from "./contract/values.ts";
import type { QuarterAnswer } from "./contract.ts";

export const quarterQuery = z.object({ area: id.optional() });

/** The quarter that the address names; the one that can be written in when it names none of them. */
function askedQuarter({ params, query }: Pick<Call, "params" | "query">) {
  const named = z.string().max(20).parse(params.quarter);
  return { quarter: named === "current" ? undefined : named, place: quarterQuery.parse(query).area };
}

export async function getQuarter(call: Call): Promise<QuarterAnswer> {
  return answerFor(call, askedQuarter(call));
}

async function answerFor({ errand }: Call, asked: ReturnType<typeof askedQuarter>): Promise<QuarterAnswer> {
  const view = await viewQuarter(errand, asked);
  const { figures, quarter, teamNames: _, ...shown } = view;
  const { published: __, decisions: ___, next: ____, learnings: _____, isFew, ...counted } = figures;
  const { id: quarterId, from, to } = quarter;
  return {
    ...{ teams: counted.teams, isFew, answered: counted.answered, asked: counted.asked, weeks: counted.weeks },
    ...{ solutions: counted.solutions, trials: counted.trials },
    ...shown,
    quarter: { id: quarterId, from, to },
    warnings: toldWarnings(errand, view),
  };
}

/** Answers with the page as it is now. */
export async function putQuarterWord(call: Call): Promise<QuarterAnswer> {
  const asked = askedQuarter(call);
  const solutionId = id.parse(call.params.solution);
  const { quarter = "", place = "*" } = asked;
  await keepQuarterWord(call.errand, { ...newQuarterWord.parse(call.body), quarter, place, solutionId });
  return answerFor(call, asked);
}
