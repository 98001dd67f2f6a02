import { addDays, localDate, localInstant } from "../../domain/calendar.ts";
import type { Instant, IsoDate } from "../../domain/organisation.ts";
import { quarterAt, quarterBefore } from "../../domain/quarter/quarter.ts";
import type { Store } from "../../store/store.ts";
import { type GivenDecision, makeDecision } from "../../use-cases/decision/make-decision.ts";
import type { Errand } from "../../use-cases/errand.ts";
import { loadDirectory } from "../../use-cases/load-directory.ts";
import { keepQuarterWord } from "../../use-cases/quarter/keep-quarter-word.ts";
import { settle } from "../demo-loop.ts";

type StoryDecision = Pick<GivenDecision, "kind" | "text" | "share"> & { solution: string; inDays: number };

/** What the manager of care has decided, three weeks ago. */
const decided: readonly StoryDecision[] = [
  {
    kind: "target",
    solution: "skaermbesoeg",
    share: 60,
    inDays: 210,
    text: "Et besøg på skærm skal erstatte et på hjul.",
  },
  { kind: "doing", solution: "journal", inDays: 30, text: "Afløserne får login, før de begynder." },
];

/** Storvig's decisions about solutions, through the use case. */
export async function decideStorvig(store: Store, tenantId: string, now: Instant): Promise<void> {
  const directory = await loadDirectory(store, tenantId);
  const manager = directory.rolesByScope.get("sundhed")?.find(({ role }) => role === "manager");
  if (manager === undefined) return;
  const today = localDate(now);
  const errand = {
    ...{ store, directory, actor: { tenantId, personId: manager.personId } },
    now: localInstant(addDays(today, -21), 10),
  };
  for (const { solution, inDays, ...told } of decided) {
    const about = { kind: "solution" as const, id: solution };
    const due = addDays(today, inDays);
    await makeDecision(errand, { ...told, about, due, areaId: "sundhed", confirmed: true });
  }
  await settle(store, tenantId, now);
  await writeInQuarters(errand, today);
}

/** What the same manager says in the quarter of today, and in the one before it while it could be written in. */
const said = [
  [
    "skaermbesoeg",
    "Vi begynder med én rute i hvert team. Besøg på skærm skal erstatte et på hjul og ikke komme oveni.",
  ],
  [
    "journal",
    "Alle afløsere har login, før de møder ind. Ringer vi til hinanden for en sikkerheds skyld, så sig det højt.",
  ],
] as const;

async function writeInQuarters(errand: Errand, today: IsoDate): Promise<void> {
  const quarter = quarterAt(today);
  const before = quarterBefore(quarter);
  for (const [solutionId, text] of said) {
    const given = { place: "sundhed", solutionId, text, confirmed: true };
    await keepQuarterWord({ ...errand, now: localInstant(today, 8) }, { ...given, quarter: quarter.id });
    await keepQuarterWord({ ...errand, now: localInstant(before.to, 8) }, { ...given, quarter: before.id });
  }
}
