import type { Barrier } from "../../domain/barrier/barrier.ts";
import { comesBackOn } from "../../domain/barrier/waiting.ts";
import { daysBetween, localDate } from "../../domain/calendar.ts";
import { type Instant, solutionName } from "../../domain/organisation.ts";
import { type BarrierStatus, barrierStatusFacts, isUnsolved } from "../../domain/vocabulary.ts";
import { OmbordError } from "../../errors.ts";
import type { ExportText } from "../../text/da/export.ts";
import type { VocabularyText } from "../../text/vocabulary-text.ts";
import type { Errand } from "../errand.ts";
import { aboutSheet, type Cell, type Export, guardedCell, wordsFor } from "../overview/export-table.ts";
import { visibleTeams } from "../overview/visible-teams.ts";
import { type BarrierFilter, listBarriers } from "./list-barriers.ts";

const pageSize = 200;

/**
 * The barriers that the person may see with their text, the last changed first. Who has one is named, so that the file pivots; who
 * reported it stays in the tab. Throws {@link OmbordError} `notFound` for somebody whose roles show no
 * barriers, and for an area that is not theirs.
 */
export async function exportBarriers(errand: Errand, filter: BarrierFilter): Promise<Export> {
  const { now } = errand;
  const { areaId } = filter;
  // Whoever sees a team's adoption sees its barriers, or those that are lifted to them.
  if (visibleTeams(errand, areaId).length === 0) throw new OmbordError("notFound");
  const barriers: Barrier[] = [];
  let page: string | undefined;
  do {
    const found = await listBarriers(errand, filter, { limit: pageSize, page });
    barriers.push(...found.items);
    page = found.next;
  } while (page !== undefined);

  const words = wordsFor(errand);
  const { text, tab } = words;
  return {
    name: `${text.files.barriers}-${localDate(now)}`,
    sheets: [
      {
        title: text.sheets.barriers,
        columns: columnsOf(text),
        rows: barriers.map((barrier) => cellsOf(errand, barrier, text, tab.vocabulary)),
      },
      aboutSheet(errand, words, {
        areaId,
        notes: [
          [text.about.whoTitle, text.about.whoWhy],
          [text.about.textTitle, text.about.textWhy],
        ],
      }),
    ],
  };
}

function columnsOf(text: ExportText): string[] {
  const { area, team, solution, status, category, detail, consequence, resolution, whatWeDid } = text;
  const dates = [text.reported, text.updated, text.lifted, text.closed];
  const pivots = [text.commonName, text.holder, text.ageDays, text.waitsUntil, text.id];
  return [area, team, solution, status, category, detail, consequence, resolution, whatWeDid, ...dates, ...pivots];
}

function cellsOf({ directory, now }: Errand, barrier: Barrier, text: ExportText, words: VocabularyText): Cell[] {
  const waitsUntil = comesBackOn(barrier);
  const team = directory.teams.get(barrier.teamId);
  const solved = barrier.events.findLast(({ status }) => status !== undefined && isHelpersEnd(status));
  return [
    directory.areas.get(team?.areaId ?? "")?.name ?? null,
    team?.name ?? null,
    solutionName(directory, barrier.solutionId, barrier.teamId),
    words.barrierStatus[barrier.status],
    barrier.category === null ? null : words.category[barrier.category],
    barrier.detail === null ? null : words.detail[barrier.detail],
    guardedCell(barrier.consequence, text),
    barrier.resolution === null ? null : words.resolution[barrier.resolution],
    guardedCell(solved?.text, text),
    dateCell(barrier.createdAt),
    dateCell(barrier.updatedAt),
    dateCell(barrier.escalatedAt),
    dateCell(barrier.closedAt),
    directory.solutions.get(barrier.solutionId)?.name ?? null,
    directory.people.get(barrier.assignedTo ?? "")?.name ?? null,
    daysBetween(localDate(barrier.createdAt), localDate(barrier.closedAt ?? now)),
    waitsUntil === null ? null : { date: waitsUntil },
    barrier.id,
  ];
}

function dateCell(at: Instant | null): Cell {
  return at === null ? null : { date: localDate(at) };
}

/** What those who help said last: how it was solved, or why it was declined. */
function isHelpersEnd(status: BarrierStatus): boolean {
  return barrierStatusFacts[status].begunByHelper && !isUnsolved(status);
}
