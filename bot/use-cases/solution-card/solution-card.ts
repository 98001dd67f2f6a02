import { localDate, parseDate, weekOf } from "../../domain/calendar.ts";
import { activeTeams, type Directory, type IsoDate, teamIsIn } from "../../domain/organisation.ts";
import { weeksUntil } from "../../domain/overview.ts";
import { rolesOf } from "../../domain/permissions.ts";
import {
  type Benefit,
  benefitTexts,
  type CardText,
  cardTexts,
  isEmptyCard,
  isSameTask,
  type SolutionCard,
  tasksOf,
} from "../../domain/solution-card.ts";
import { type BenefitSide, benefitSides, rolloutStatusFacts, type SolutionKind } from "../../domain/vocabulary.ts";
import { hangsOnFew, warningWeeks } from "../../domain/warnings.ts";
import { OmbordError } from "../../errors.ts";
import { type Change, queryAll } from "../../store/store.ts";
import { audit, untilNoConflict } from "../commit.ts";
import { type Errand, readTogether } from "../errand.ts";
import { type Confirmation, guardTexts } from "../guard-text.ts";
import { readTeamViews } from "../overview/read-team-views.ts";
import { visibleTeams } from "../overview/visible-teams.ts";

/** A solution's card as somebody sees it, with what may be worth a look. */
export interface SolutionCardView {
  card: SolutionCard | null;
  mayWrite: boolean;
  /** Whoever may write, and whoever wrote it last. */
  mayDelete: boolean;
  /** Tasks that the cards of the municipality name. */
  tasks: string[];
  /** Solutions whose cards name the same task. */
  sameTask: { id: string; name: string }[];
  /** In many teams of the municipality there is nobody else who can help the others; false while too few have answered. */
  hangsOnFew: boolean;
}

/** All cards of solutions that the municipality has: as they are, without asking who looks. */
export async function solutionCards({ store, actor, directory }: Errand): Promise<SolutionCard[]> {
  const cards = await Array.fromAsync(queryAll(store, actor.tenantId, "solutionCard"), ({ value }) => value);
  return cards.filter(({ solutionId }) => isActive(directory, solutionId));
}

function isActive({ solutions }: Directory, solutionId: string): boolean {
  const solution = solutions.get(solutionId);
  return solution !== undefined && !solution.retired;
}

/** The card of a solution that the person sees. Throws `notFound` for one that they do not see. */
export async function viewSolutionCard(errand: Errand, solutionId: string): Promise<SolutionCardView> {
  const { actor, directory, now } = errand;
  const today = localDate(now);
  if (!seesSolution(errand, solutionId)) throw new OmbordError("notFound");
  const cards = await solutionCards(errand);
  const card = cards.find((one) => one.solutionId === solutionId) ?? null;
  const same = cards.filter(
    ({ solutionId: other, task }) =>
      other !== solutionId && task !== null && card?.task != null && isSameTask(card.task, task),
  );
  const mayWrite = mayWriteCard(directory, actor.personId, solutionId, today);
  return {
    card,
    mayWrite,
    mayDelete: card !== null && (mayWrite || card.by === actor.personId),
    tasks: mayWrite ? tasksOf(cards) : [],
    sameTask: same.map(({ solutionId: id }) => ({ id, name: directory.solutions.get(id)?.name ?? id })),
    hangsOnFew: await isHanging(errand, solutionId),
  };
}

function seesSolution(errand: Errand, solutionId: string): boolean {
  const { actor, directory, now } = errand;
  if (!isActive(directory, solutionId)) return false;
  const isThere = visibleTeams(errand).some(({ id }) => hasSolution(directory, id, solutionId));
  return isThere || mayWriteCard(directory, actor.personId, solutionId, localDate(now));
}

/** Whether the person writes the solution's card: a navigator or manager of the whole municipality, or of a team that has the solution. */
function mayWriteCard(directory: Directory, personId: string, solutionId: string, date: IsoDate): boolean {
  const writing = rolesOf(directory, personId, date).filter(({ role }) => role === "navigator" || role === "manager");
  if (writing.some(({ scope }) => scope === "*")) return true;
  return activeTeams(directory).some(
    ({ id }) => writing.some(({ scope }) => teamIsIn(directory, id, scope)) && hasSolution(directory, id, solutionId),
  );
}

function hasSolution({ rolloutsByTeam }: Directory, teamId: string, solutionId: string): boolean {
  const rollouts = rolloutsByTeam.get(teamId) ?? [];
  return rollouts.some((one) => one.solutionId === solutionId && rolloutStatusFacts[one.status].counts !== "over");
}

/** Over all teams of the municipality that have it, whoever looks; never while fewer than its own limit say so. */
async function isHanging(errand: Errand, solutionId: string): Promise<boolean> {
  const { directory, now } = errand;
  const week = weekOf(now);
  const teams = activeTeams(directory).filter(({ id }) => hasSolution(directory, id, solutionId));
  const { suppressionLimit } = directory.settings;
  if (teams.length < suppressionLimit) return false;
  const rows = await readTeamViews(errand, teams, weeksUntil(week, warningWeeks));
  const views = rows.map(({ view }) => view);
  return hangsOnFew(solutionId, views, week, suppressionLimit) !== null;
}

export type GivenBenefit = Partial<Record<keyof Benefit, string | undefined>>;

/** A card as it comes from the API. */
export interface GivenCard extends Partial<Record<CardText, string | undefined>> {
  solutionId: string;
  benefits: Partial<Record<BenefitSide, GivenBenefit | undefined>>;
  road: SolutionKind;
  replacesUntil?: string | undefined;
  /** What the writer had before them; left out when they had nothing. */
  version?: string | undefined;
  confirmed: Confirmation;
}

/** Another one with every change of a card. */
export function cardVersion(card: SolutionCard | null): string {
  return card === null ? "0" : String(Date.parse(card.at));
}

/**
 * Writes a solution's card; with nothing in it, it is deleted, from the store's file too. What is as the files say is not kept: it
 * follows them. Throws `notFound` for a solution that the person does not see, `forbidden` for whoever neither writes it nor wrote it,
 * `conflict` when somebody else has written meanwhile, `invalid` for an impossible date, and what {@link guardTexts} throws.
 */
export async function keepSolutionCard(errand: Errand, given: GivenCard): Promise<void> {
  const written = guarded(errand, given);
  const { solutionId } = given;
  const isDeleted = await untilNoConflict(async () => {
    const { errand: at, found } = await readTogether(errand, [{ kind: "solutionCard", key: solutionId }]);
    const { store, actor, directory, now } = at;
    const [known] = found;
    if (!seesSolution(at, solutionId)) throw new OmbordError("notFound");
    const solution = directory.solutions.get(solutionId);
    const value: SolutionCard = {
      ...written,
      road: solution?.kind === given.road ? null : given.road,
      replaces: solution?.replaces === written.replaces ? null : written.replaces,
      ...{ solutionId, by: actor.personId, at: now },
    };
    const isEmpty = isEmptyCard(value);
    const mayDelete = isEmpty && known?.value.by === actor.personId;
    if (!mayDelete && !mayWriteCard(directory, actor.personId, solutionId, localDate(now))) {
      throw new OmbordError("forbidden");
    }
    if (given.version !== undefined && given.version !== cardVersion(known?.value ?? null)) {
      throw new OmbordError("conflict");
    }
    if (known === undefined && isEmpty) return isEmpty;
    const own = { kind: "solutionCard", key: solutionId } as const;
    let change: Change = { op: "create", ...own, value };
    if (known !== undefined) change = { op: "replace", ...own, etag: known.etag, value };
    if (known !== undefined && isEmpty) change = { op: "delete", ...own, etag: known.etag };
    const did = isEmpty ? "solutionCard.deleted" : "solutionCard.written";
    await store.commit(actor.tenantId, [change, audit(at, did, "solutionCard", solutionId)]);
    return isEmpty;
  });
  if (isDeleted) await errand.store.scrub();
}

function guarded({ directory }: Errand, given: GivenCard): Omit<SolutionCard, "solutionId" | "road" | "by" | "at"> {
  const own = cardTexts.map((of) => [of, given[of]] as const);
  const ofBenefits = benefitSides.flatMap((side) =>
    benefitTexts.map((of) => [`${side}.${of}`, given.benefits[side]?.[of]] as const),
  );
  const texts = guardTexts(Object.fromEntries([...own, ...ofBenefits]), { ...given, directory });
  const textOf = (field: string) => texts[field] ?? null;
  const benefits = benefitSides.flatMap((side): [BenefitSide, Benefit][] => {
    const words = Object.fromEntries(benefitTexts.map((of) => [of, textOf(`${side}.${of}`)]));
    const benefit = { ...words, on: dateOf(given.benefits[side]?.on) } as Benefit;
    return Object.values(benefit).every((one) => one === null) ? [] : [[side, benefit]];
  });
  return {
    ...(Object.fromEntries(cardTexts.map((of) => [of, textOf(of)])) as Record<CardText, string | null>),
    benefits: Object.fromEntries(benefits),
    replacesUntil: dateOf(given.replacesUntil),
  };
}

function dateOf(given: string | undefined): IsoDate | null {
  if (given === undefined || given === "") return null;
  const date = parseDate(given);
  if (date === null) throw new OmbordError("invalid", "impossibleDate");
  return date;
}
