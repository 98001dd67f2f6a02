import type { Card } from "../channel.ts";
import type { Barrier } from "../domain/barrier/barrier.ts";
import type { Directory, IsoDate } from "../domain/organisation.ts";
import { navigatorsToTell } from "../domain/permissions.ts";
import type { Text } from "../text/text.ts";
import { barrierReceiptCard } from "./barrier-card.ts";

/** The receipt for something that was reported outside a check-in, as it stands now. */
export function reportReceipt(
  { directory, barrier, solutionName }: { directory: Directory; barrier: Barrier; solutionName: string },
  text: Text,
  date: IsoDate,
): Card {
  const helpers = navigatorsToTell(directory, barrier.teamId, date);
  return barrierReceiptCard(
    {
      barrierId: barrier.id,
      solutionName,
      detail: barrier.detail === null ? null : text.detail[barrier.detail],
      contact: barrier.contact === "none" ? null : text.contact[barrier.contact],
      words: barrier.consequence,
      helpers: helpers.flatMap((id) => directory.people.get(id)?.name ?? []),
    },
    text,
  );
}
