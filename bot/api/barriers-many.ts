import { boardViews, keepBoardViews } from "../use-cases/barrier/board-views.ts";
import { listVisits } from "../use-cases/barrier/list-visits.ts";
import { doToMany, undoMany, undoSeconds } from "../use-cases/barrier/many-at-once.ts";
import { barrierItem } from "./barrier-items.ts";
import type { Call } from "./call.ts";
import {
  type BoardViewsAnswer,
  boardViewsChange,
  type ManyAnswer,
  manyChange,
  manyUndo,
  type UndoneAnswer,
  type VisitsAnswer,
} from "./contract/barriers-many.ts";

/** `POST /api/barriers/many` */
export async function postMany(call: Call): Promise<ManyAnswer> {
  const { ids, change } = manyChange.parse(call.body);
  const { undo, changed, left } = await doToMany(call.errand, ids, change);
  return { undo, undoSeconds, items: changed.map((barrier) => barrierItem(call, barrier)), left };
}

/** `POST /api/barriers/many/undo` */
export async function postUndo(call: Call): Promise<UndoneAnswer> {
  const { changed, left } = await undoMany(call.errand, manyUndo.parse(call.body).undo);
  call.deps.deliverSoon?.(call.tenantId);
  return { items: changed.map((barrier) => barrierItem(call, barrier)), left };
}

/** `GET /api/barriers/views` */
export async function getViews({ errand }: Call): Promise<BoardViewsAnswer> {
  return { views: await boardViews(errand) };
}

/** `PUT /api/barriers/views` */
export async function putViews({ errand, body }: Call): Promise<BoardViewsAnswer> {
  const { views, confirmed } = boardViewsChange.parse(body);
  return { views: await keepBoardViews(errand, views, confirmed) };
}

/** `GET /api/barriers/visits` */
export async function getVisits(call: Call): Promise<VisitsAnswer> {
  const visits = await listVisits(call.errand);
  return {
    visits: visits.map(({ team, area, contact, barriers }) => ({
      teamId: team.id,
      teamName: team.name,
      areaName: area?.name ?? "",
      contact: contact === undefined ? null : { name: contact.name, upn: contact.upn },
      items: barriers.map((barrier) => barrierItem(call, barrier)),
    })),
  };
}
