import { createHash } from "node:crypto";
import { learningsFormat, learningsVersion } from "../domain/learning.ts";
import { rolesOf } from "../domain/permissions.ts";
import { OmbordError } from "../errors.ts";
import { addLearnings, foreignLearnings, removeLearnings } from "../use-cases/trial/foreign-learnings.ts";
import { listTrials } from "../use-cases/trial/list-trials.ts";
import { withoutNames } from "../use-cases/trial/share-trial.ts";
import type { Call } from "./call.ts";
import {
  type LearningsAnswer,
  type LearningsFile,
  type LearningsKept,
  learningsFile,
  learningsRemoval,
} from "./contract/learnings.ts";

export async function getLearnings(call: Call): Promise<LearningsAnswer> {
  const found = await foreignLearnings(call.errand);
  const roles = rolesOf(call.directory, call.person.id, call.today);
  return {
    learnings: found.map(({ key, from, ...told }) => ({ ...told, id: key, municipality: from })),
    mayKeep: roles.some(({ role }) => role === "navigator"),
  };
}

/** A file may also be one of another program's: what does not fit its form is said to, and nothing of it is kept. */
export async function postLearnings(call: Call): Promise<LearningsKept> {
  const given = learningsFile.safeParse(call.body);
  if (!given.success) throw new OmbordError("invalid", "notLearnings");
  return { count: await addLearnings(call.errand, given.data) };
}

export async function postRemoval(call: Call): Promise<LearningsKept> {
  const { municipality } = learningsRemoval.parse(call.body);
  return { count: await removeLearnings(call.errand, municipality) };
}

/** What may be shared of the person's municipality, as a file that another one can read. */
export async function getLearningsFile(call: Call): Promise<LearningsFile> {
  const found = await listTrials(call.errand, { state: "finished" });
  const learnings = found.flatMap(({ trial }) => {
    const { what, learned, ...told } = withoutNames(call.directory, trial);
    if (!trial.shareable || what === "" || learned === null || learned === "") return [];
    // An id of its own: a trial's says when it began.
    const id = createHash("sha256").update(`${call.tenantId}\n${trial.id}`).digest("hex").slice(0, 32);
    return [{ ...told, id, what, learned }];
  });
  const { name: municipality } = call.directory.settings;
  return { format: learningsFormat, version: learningsVersion, municipality, learnings };
}
