import { z } from "zod";
import { solutionName } from "../domain/organisation.ts";
import { screenedKinds } from "../domain/vocabulary.ts";
import { OmbordError } from "../errors.ts";
import { askAdviser, changeScreening, listScreenings, type SeenScreening } from "../use-cases/screening/screenings.ts";
import type { Call } from "./call.ts";
import { newScreening, type ScreeningItem, type ScreeningsAnswer, screeningChange } from "./contract/screenings.ts";
import { id } from "./contract/values.ts";

export const screeningsQuery = z.object({ about: z.enum(screenedKinds).optional(), id: id.optional() });

export async function getScreenings(call: Call): Promise<ScreeningsAnswer> {
  const { about, id: key } = screeningsQuery.parse(call.query);
  const of = about === undefined || key === undefined ? undefined : { about, id: key };
  const { items, mayAsk } = await listScreenings(call.errand, of);
  return { items: items.map((seen) => itemOf(call, seen, of !== undefined)), mayAsk };
}

/** Whoever may ask about something sees what it is; the adviser sees the question alone. */
function itemOf({ directory, person, today }: Call, seen: SeenScreening, seesAbout: boolean): ScreeningItem {
  const { screening, ...may } = seen;
  const {
    subject: _,
    teamIds,
    state,
    lateAt: __,
    updatedAt: ___,
    by,
    solutionId,
    answer,
    aboutId,
    ...told
  } = screening;
  const nameOf = (personId: string) => directory.people.get(personId)?.name ?? "";
  const isMine = by === person.id;
  return {
    ...told,
    ...may,
    isMine,
    aboutId: isMine || seesAbout ? aboutId : null,
    solutionName: solutionId === null ? null : solutionName(directory, solutionId, teamIds[0] ?? ""),
    isLate: state === "open" && screening.due < today,
    askedBy: nameOf(by),
    answer: answer === null ? null : { ...answer, by: nameOf(answer.by) },
  };
}

/** Answers with what has been asked about the same. */
export async function postScreening(call: Call): Promise<ScreeningsAnswer> {
  const given = newScreening.parse(call.body);
  await askAdviser(call.errand, given);
  call.deps.deliverSoon?.(call.tenantId);
  return getScreenings({ ...call, query: { about: given.about, id: given.aboutId } });
}

/** Answers with all that is the person's. */
export async function patchScreening(call: Call): Promise<ScreeningsAnswer> {
  const key = z.uuid().safeParse(call.params.id);
  if (!key.success) throw new OmbordError("notFound");
  await changeScreening(call.errand, key.data, screeningChange.parse(call.body));
  call.deps.deliverSoon?.(call.tenantId);
  return getScreenings({ ...call, query: {} });
}
