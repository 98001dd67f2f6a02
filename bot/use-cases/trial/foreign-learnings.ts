import { createHash } from "node:crypto";
import { localDate } from "../../domain/calendar.ts";
import { foldedText } from "../../domain/folded-words.ts";
import type { Learning } from "../../domain/learning.ts";
import type { Directory } from "../../domain/organisation.ts";
import { rolesOf } from "../../domain/permissions.ts";
import { GuardError, OmbordError } from "../../errors.ts";
import { maxReferences } from "../../store/change-rules.ts";
import { type Change, queryAll } from "../../store/store.ts";
import { audit, untilNoConflict } from "../commit.ts";
import type { Errand } from "../errand.ts";
import { guardTexts } from "../guard-text.ts";

/** A municipality has hundreds over the years: the newest so many are shown. */
const mostShown = 1000;

export interface ForeignLearning extends Omit<Learning, "addedBy" | "addedAt"> {
  key: string;
  /** The municipality's own solution of the same name, if it has one. */
  solutionId: string | null;
}

/** What other municipalities have learned, the last added first: for everybody in the directory, as it names nobody. */
export async function foreignLearnings({ store, actor, directory }: Errand): Promise<ForeignLearning[]> {
  const ids = solutionIds(directory);
  const found: { addedAt: string; learning: ForeignLearning }[] = [];
  for await (const { key, value } of queryAll(store, actor.tenantId, "learning")) {
    const { addedBy: _, addedAt, ...learned } = value;
    const solutionId = learned.solution === null ? null : (ids.get(foldedText(learned.solution)) ?? null);
    found.push({ addedAt, learning: { key, solutionId, ...learned } });
    if (found.length === mostShown) break;
  }
  return found.sort((a, b) => b.addedAt.localeCompare(a.addedAt)).map(({ learning }) => learning);
}

function solutionIds(directory: Directory): Map<string, string> {
  return new Map([...directory.solutions.values()].map(({ id, name }) => [foldedText(name), id]));
}

export interface GivenLearnings {
  municipality: string;
  learnings: readonly (Omit<Learning, "from" | "addedBy" | "addedAt"> & { id: string })[];
}

/**
 * Takes in what another municipality has learned, all of the file or nothing; what is known already is as the file says now. Returns how
 * many. Throws `forbidden` for whoever is no navigator, `invalid`/`ownLearnings` for the municipality's own file, and {@link GuardError}
 * for whatever looks like a person, which nobody here can confirm.
 */
export async function addLearnings(errand: Errand, given: GivenLearnings): Promise<number> {
  const { store, actor, directory, now } = errand;
  mayKeep(errand);
  const from = given.municipality.trim();
  if (foldedText(from) === foldedText(directory.settings.name)) throw new OmbordError("invalid", "ownLearnings");
  refuseNames(directory, given);
  for (let at = 0; at < given.learnings.length; at += maxReferences) {
    const group = given.learnings.slice(at, at + maxReferences);
    await untilNoConflict(async () => {
      const keys = group.map(({ id }) => keyOf(from, id));
      const known = await store.readMany(
        actor.tenantId,
        keys.map((key) => ({ kind: "learning" as const, key })),
      );
      const changes = group.map(({ id: _, ...told }, index): Change => {
        const value: Learning = { ...told, from, addedBy: actor.personId, addedAt: now };
        const key = keys[index] ?? "";
        const etag = known[index]?.etag;
        return etag === undefined
          ? { op: "create", kind: "learning", key, value }
          : { op: "replace", kind: "learning", key, etag, value };
      });
      await store.commit(actor.tenantId, [...changes, audit(errand, "learnings.added", "learning", keys[0] ?? "")]);
    });
  }
  return given.learnings.length;
}

/** Takes out all that came from a municipality, from the store's file too. Returns how many; throws `forbidden` as {@link addLearnings}. */
export async function removeLearnings(errand: Errand, municipality: string): Promise<number> {
  const { store, actor } = errand;
  mayKeep(errand);
  const theirs: Change[] = [];
  for await (const { key, etag, value } of queryAll(store, actor.tenantId, "learning")) {
    if (foldedText(value.from) === foldedText(municipality)) theirs.push({ op: "delete", kind: "learning", key, etag });
  }
  for (let at = 0; at < theirs.length; at += perCommit) {
    const group = theirs.slice(at, at + perCommit);
    await store.commit(actor.tenantId, [...group, audit(errand, "learnings.removed", "learning", group[0]?.key ?? "")]);
  }
  if (theirs.length > 0) await store.scrub();
  return theirs.length;
}

/** A delete may count twice in a commit (see `maxChanges` of the stores). */
const perCommit = 25;

function mayKeep({ directory, actor, now }: Errand): void {
  const roles = rolesOf(directory, actor.personId, localDate(now));
  if (!roles.some(({ role }) => role === "navigator")) throw new OmbordError("forbidden");
}

/** The other municipality's own solutions may be called like nobody's name; nothing else is excused. */
function refuseNames(directory: Directory, { municipality, learnings }: GivenLearnings): void {
  const texts = learnings.flatMap(({ what, hope, learned, sideGains, solution }, index) =>
    Object.entries({ what, hope, learned, sideGains, solution }).map(([of, text]) => [`${index + 1}.${of}`, text]),
  );
  try {
    guardTexts({ municipality, ...Object.fromEntries(texts) }, { directory });
  } catch (error) {
    // Whoever reads the file in cannot know whom it means: there is no confirming.
    throw error instanceof GuardError ? new GuardError(error.found, undefined) : error;
  }
}

function keyOf(from: string, id: string): string {
  return createHash("sha256")
    .update(`${foldedText(from)}\n${id}`)
    .digest("hex")
    .slice(0, 32);
}
