import { v7 as uuid } from "uuid";
import { addDays, localDate, localInstant } from "../../domain/calendar.ts";
import type { Instant } from "../../domain/organisation.ts";
import { holdersOf } from "../../domain/permissions.ts";
import type { PersonalDataKind, Verdict } from "../../domain/vocabulary.ts";
import type { Store } from "../../store/store.ts";
import { loadDirectory } from "../../use-cases/load-directory.ts";
import { askAdviser, changeScreening } from "../../use-cases/screening/screenings.ts";

interface Told {
  solutionId: string;
  daysAgo: number;
  question: string;
  personalData: PersonalDataKind;
  development?: string;
  beforeOperation?: string;
  answer?: { verdict: Verdict; text: string };
}

/** What Storvig's navigators have asked the adviser: one question is answered, and one waits. */
const told: readonly Told[] = [
  {
    ...{ solutionId: "tilsyn", daysAgo: 60, personalData: "sensitive" },
    question: "Må sensoren gemme, hvornår borgeren er oppe om natten, så vi kan se et mønster?",
    development: "Borgeren siger ja, før vi sætter den op",
    answer: { verdict: "changed", text: "Ja, hvis det bliver slettet efter syv dage, og borgeren kan sige fra igen." },
  },
  {
    ...{ solutionId: "copilot", daysAgo: 4, personalData: "unsure" },
    question: "Må Copilot skrive et udkast til et brev, når sagen står i et dokument ved siden af?",
    beforeOperation: "Hvem der læser udkastet, før det bliver sendt",
  },
];

/** Storvig's questions to its adviser, through the use case. */
export async function askStorvig(store: Store, tenantId: string, now: Instant): Promise<void> {
  const directory = await loadDirectory(store, tenantId);
  for (const [index, { solutionId, daysAgo, answer, ...asked }] of told.entries()) {
    const at = localInstant(addDays(localDate(now), -daysAgo), 10);
    const date = localDate(at);
    const [navigator] = holdersOf(directory, "navigator", ["*"], date);
    const [adviser] = holdersOf(directory, "adviser", ["*"], date);
    if (navigator === undefined || adviser === undefined) continue;
    // The same municipality at the same moment.
    const id = uuid({ msecs: Date.parse(at), random: new Uint8Array(16).fill(index + 1), seq: 0 });
    const errand = { store, directory, actor: { tenantId, personId: navigator }, now: at };
    const about = { about: "solution", aboutId: solutionId } as const;
    await askAdviser(errand, { ...asked, ...about, id, due: addDays(date, 10), confirmed: false });
    if (answer === undefined) continue;
    const later = localInstant(addDays(date, 6), 13);
    const by = { ...errand, actor: { tenantId, personId: adviser }, now: later };
    await changeScreening(by, id, { action: "answer", ...answer, confirmed: false });
  }
}
