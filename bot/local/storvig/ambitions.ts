import { addDays, localDate, localInstant } from "../../domain/calendar.ts";
import type { Instant } from "../../domain/organisation.ts";
import type { Store } from "../../store/store.ts";
import { type GivenAmbition, saveAmbition } from "../../use-cases/check-in/keep-ambition.ts";
import { loadDirectory } from "../../use-cases/load-directory.ts";

type Written = Omit<GivenAmbition, "confirmed"> & { team: string; daysAgo: number };

/** What two leaders of Storvig have written: one has shared it, the other's is hers alone and time to look at again. */
const written: readonly Written[] = [
  {
    ...{ team: "hjemmeplejen-aabrinken-dag", daysAgo: 60, shared: true, draft: false },
    answers: {
      coherence: "Tiden på vejen skal blive til tid hos borgeren. Det er derfor, vi har skærmbesøg og låse.",
      agenda: "Hver anden torsdag viser en kollega noget, der er blevet lettere.",
      goals: "Hvert tredje tilsyn er på skærm hos dem, det passer til, og ingen leder efter nøgler.",
      approaches: "Vi begynder på de ruter, hvor der er længst imellem, og øver to og to.",
      expectations: "Jeg finder tid til at øve. I siger til samme dag, når noget ikke virker.",
      ethics: "Borgeren kan altid få et besøg i stedet, uden at skulle forklare hvorfor.",
    },
    targets: { skaermbesoeg: "mostly", laase: "routine" },
  },
  {
    ...{ team: "plejecenter-birkelund-dag", daysAgo: 200, shared: false, draft: true },
    answers: {
      goals: "Tavlen er det første, vi ser på om morgenen, og papiret på kontoret er væk.",
      approaches: "Vi rydder ét opslag ned om ugen og skriver det på tavlen i stedet.",
    },
    targets: { tavle: "routine" },
  },
];

/** Storvig's written ambitions, through the use case. */
export async function writeAmbitions(store: Store, tenantId: string, now: Instant): Promise<void> {
  const directory = await loadDirectory(store, tenantId);
  for (const { team, daysAgo, ...given } of written) {
    const leader = directory.rolesByScope.get(team)?.find(({ role }) => role === "leader");
    if (leader === undefined) continue;
    const at = localInstant(addDays(localDate(now), -daysAgo), 14);
    const errand = { store, directory, actor: { tenantId, personId: leader.personId }, now: at };
    await saveAmbition(errand, { ...given, confirmed: true });
  }
}
