import { localDate } from "../../domain/calendar.ts";
import type { Errand } from "../errand.ts";
import { aboutSheet, type Cell, type Export, guardedCell, wordsFor } from "../overview/export-table.ts";
import { type DecisionFilter, listDecisions, type SeenDecision } from "./decisions.ts";

/** The log of decisions that the person may see and that match, to take along. Throws what {@link wordsFor} throws. */
export async function exportDecisions(errand: Errand, filter: DecisionFilter): Promise<Export> {
  const words = wordsFor(errand);
  const found = await listDecisions(errand, filter);
  const { decisions } = words.text;
  const rows = found.map((seen): Cell[] => row(errand, seen, words));
  const about = aboutSheet(errand, words, { areaId: filter.areaId, notes: [] });
  return { name: decisions.file, sheets: [{ title: decisions.title, columns: decisions.columns, rows }, about] };
}

function row(
  { directory }: Errand,
  { decision, scopeName, solutionName }: SeenDecision,
  { text, tab }: ReturnType<typeof wordsFor>,
): Cell[] {
  const nameOf = (id: string | null) => (id === null ? null : (directory.people.get(id)?.name ?? null));
  const { kind, by, doer, due, state, createdAt, endedAt, told } = decision;
  return [
    { date: localDate(createdAt) },
    tab.decisions.kinds[kind],
    scopeName,
    solutionName,
    decision.textDeletedAt === undefined ? guardedCell(decision.text, text) : tab.decisions.textDeleted,
    nameOf(by),
    nameOf(doer),
    due === null ? null : { date: due },
    tab.decisions.states[state],
    endedAt === null ? null : { date: localDate(endedAt) },
    told.map((id) => nameOf(id) ?? "").join(", "),
  ];
}
