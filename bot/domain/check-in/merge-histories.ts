import { addWeeks, weeksBetween } from "../calendar.ts";
import { extraQuestionIds } from "../vocabulary.ts";
import { historyWeeks, type SolutionHistory, type TeamAdoption } from "./adoption.ts";

/**
 * The history of a team with that of another in it, in whose place it has come. A week in which both have said something keeps
 * what `into` said. The same again changes nothing.
 */
export function mergeHistories(into: TeamAdoption, from: TeamAdoption): TeamAdoption {
  const [earliest = into.firstWeek] = [into.firstWeek, from.firstWeek].toSorted();
  const length = Math.max(endOf(into, earliest), endOf(from, earliest));
  const surplus = Math.max(0, length - historyWeeks);
  const firstWeek = addWeeks(earliest, surplus);
  const shared = (adoption: TeamAdoption, codes: string) => {
    const shift = weeksBetween(firstWeek, adoption.firstWeek);
    return shift >= 0 ? unsaid.repeat(shift) + codes : codes.slice(-shift);
  };
  const solutions: Record<string, SolutionHistory> = {};
  for (const id of new Set([...Object.keys(into.solutions), ...Object.keys(from.solutions)])) {
    const own = into.solutions[id];
    const other = from.solutions[id];
    const base = own ?? other;
    if (base === undefined) continue;
    const levels = overlaid(shared(into, own?.levels ?? ""), shared(from, other?.levels ?? ""), (a) => a !== unsaid);
    solutions[id] = { ...base, levels, latest: newest(own?.latest ?? {}, other?.latest ?? {}) };
  }
  const weeks = overlaid(shared(into, into.weeks), shared(from, from.weeks), (a, b) => rank(a) >= rank(b));
  const words = earliestWords(into, from);
  const rounds = { ...from.rounds, ...into.rounds };
  const asked = Object.keys(rounds).length === 0 ? {} : { rounds };
  return { ...into, firstWeek, weeks, solutions, ...asked, ...(words.length === 0 ? {} : { words }) };
}

/** From which week on either of them was asked in each of the words. */
function earliestWords(into: TeamAdoption, from: TeamAdoption): NonNullable<TeamAdoption["words"]> {
  const all = [...(into.words ?? []), ...(from.words ?? [])].toSorted((a, b) => (a.from < b.from ? -1 : 1));
  return all.filter(({ version }, at) => all.slice(0, at).every((before) => before.version < version));
}

/** What stands for a week in which nothing was asked; see adoption.ts. */
const unsaid = "-";
/** An answer says more than a skip, which says more than silence. */
const ranks = "-omsa";

function rank(code: string): number {
  return ranks.indexOf(code);
}

function endOf(adoption: TeamAdoption, earliest: string): number {
  const longest = Math.max(
    adoption.weeks.length,
    ...Object.values(adoption.solutions).map(({ levels }) => levels.length),
  );
  return weeksBetween(earliest, adoption.firstWeek) + longest;
}

function overlaid(own: string, other: string, isOwn: (own: string, other: string) => boolean): string {
  let codes = "";
  for (let index = 0; index < Math.max(own.length, other.length); index += 1) {
    const [a = unsaid, b = unsaid] = [own[index], other[index]];
    codes += isOwn(a, b) ? a : b;
  }
  return codes;
}

function newest(own: SolutionHistory["latest"], other: SolutionHistory["latest"]): SolutionHistory["latest"] {
  const latest = { ...other };
  for (const question of extraQuestionIds) {
    const said = own[question];
    const before = latest[question];
    if (said !== undefined && (before === undefined || before.week <= said.week)) latest[question] = said;
  }
  return latest;
}
