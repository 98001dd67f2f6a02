import { type Barrier, describe, newBarrier } from "../../bot/domain/barrier/barrier.ts";
import type { BarrierAction } from "../../bot/domain/barrier/barrier-actions.ts";
import { act } from "../../bot/domain/barrier/barrier-lifecycle.ts";
import type { Instant } from "../../bot/domain/organisation.ts";
import { newTrial } from "../../bot/domain/trial.ts";
import { barrierCategories, barrierDetails, type ContactWish, contactWishes } from "../../bot/domain/vocabulary.ts";
import { troubles } from "../../bot/local/demo-story.ts";
import type { Change, Store } from "../../bot/store/store.ts";

const person = (number: number) => `0a7b0000-0000-4000-8000-0000000000${String(number).padStart(2, "0")}`;
const rasmus = person(16);
const camilla = person(17);
const sofie = person(19);
/** The leaders, by team. */
const reporters: Record<string, string> = {
  "nord-dag": person(1),
  "nord-aften": person(2),
  "syd-dag": person(3),
  "syd-aften": person(4),
  "sygepleje-dag": person(5),
  "strandparken-aften": person(6),
  genoptraening: person(7),
  indskoling: person(9),
  skranken: person(11),
  telefonen: person(12),
  "pension-ydelse": person(13),
  sekretariatet: person(14),
};

/** A uuid that a test can name by a number. */
export const idOf = (number: number) => `0190aaaa-0000-7000-8000-${String(number).padStart(12, "0")}`;
export const trialId = (number: number) => `0190bbbb-0000-7000-8000-${String(number).padStart(12, "0")}`;

const daysBefore = (now: Instant, days: number) => new Date(Date.parse(now) - days * 86_400_000).toISOString();

/** What became of the first of Havnby's troubles, in their order; the last ones are new. */
const fates: [by: string, action: BarrierAction][][] = [
  [
    [camilla, { kind: "take" }],
    [camilla, { kind: "solve", resolution: "fixed", text: "Leverandøren har skiftet to dispensere." }],
    [person(2), { kind: "confirm" }],
  ],
  [
    [camilla, { kind: "take" }],
    [camilla, { kind: "wait", supplier: true, text: "Vi har bedt om bedre dækning i den yderste del." }],
  ],
  [
    [camilla, { kind: "take" }],
    [camilla, { kind: "startTrial", trialId: trialId(1), what: "Ti minutters makkertræning efter morgenmødet" }],
  ],
  [
    [sofie, { kind: "take" }],
    [sofie, { kind: "escalate", text: "Der mangler en fælles beslutning om, hvad den skal bruges til." }],
  ],
  [
    [sofie, { kind: "take" }],
    [sofie, { kind: "solve", resolution: "workflowChanged", text: "Kalenderen henter nu tiderne selv." }],
  ],
  [[camilla, { kind: "ask", text: "Er det bestemte oplysninger, I ringer om?" }]],
  [[camilla, { kind: "take" }]],
  [[rasmus, { kind: "park", until: "2026-12-07", text: "Nye login kommer i december." }]],
  [[camilla, { kind: "see" }]],
];

/** Havnby's troubles, each with the id of its number, and one trial that runs and two that are over. */
export async function fillBarriers(store: Store, tenantId: string, now: Instant): Promise<void> {
  const changes = troubles.map((trouble, index): Change => {
    const { weeksAgo, team, solution, ...description } = trouble;
    const at = daysBefore(now, weeksAgo * 7 - 5);
    const reporter = reporters[team] ?? rasmus;
    let barrier = newBarrier(idOf(index + 1), { teamId: team, solutionId: solution, week: null }, reporter, at);
    barrier = describe(barrier, description, reporter, at);
    const steps = fates[index] ?? [];
    for (const [step, [by, action]] of steps.entries()) {
      // The first thing happens two days later, the last in these days.
      const isLast = step > 0 && step === steps.length - 1;
      const days = isLast ? index % 5 : weeksAgo * 7 - 7 - step;
      barrier = after(barrier, action, by, daysBefore(now, days));
    }
    return { op: "create", kind: "barrier", key: barrier.id, value: barrier };
  });
  await store.commit(tenantId, [...changes, ...trials(now)]);
}

function after(barrier: Barrier, action: BarrierAction, by: string, at: Instant): Barrier {
  const decision = act(barrier, action, by, at);
  if (decision.outcome !== "changed") throw new Error(`${action.kind} is ${decision.outcome} in ${barrier.status}`);
  return decision.barrier;
}

function trials(now: Instant): Change[] {
  const running = newTrial(
    {
      id: trialId(1),
      what: "Ti minutters makkertræning efter morgenmødet",
      teamIds: ["genoptraening"],
      solutionId: "digital-traening",
      barrierId: idOf(3),
      citizenReason: null,
      from: "2026-11-09",
      to: "2026-11-29",
      hope: "At alle tør vise borgeren det uden hjælp.",
    },
    camilla,
    daysBefore(now, 10),
  );
  const over = newTrial(
    {
      ...running,
      id: trialId(2),
      what: "Skærmbesøg som fast punkt på ruten",
      teamIds: ["nord-dag", "nord-aften"],
      solutionId: "skaermbesoeg",
      barrierId: null,
      from: "2026-09-07",
      to: "2026-10-04",
      hope: "At køreturene falder.",
    },
    camilla,
    daysBefore(now, 70),
  );
  const withReason = newTrial(
    {
      ...over,
      id: trialId(3),
      what: "Prøv sammen med en pårørende første gang",
      teamIds: ["skranken"],
      solutionId: "booking",
      citizenReason: "unsafe",
      hope: null,
    },
    sofie,
    daysBefore(now, 50),
  );
  const values = [
    { ...running, progress: [{ week: "2026-W46", teamId: "genoptraening", going: "partly" as const }] },
    {
      ...over,
      state: "finished" as const,
      worked: "yes" as const,
      learned: "Når besøget står på ruten, husker vi det. Tre besøg om dagen er nok at begynde med.",
      sideGains: "Mindre kørsel i myldretiden.",
      shareable: true,
    },
    {
      ...withReason,
      state: "finished" as const,
      worked: "partly" as const,
      learned: "Det hjælper, når den pårørende selv har prøvet det hjemmefra først.",
    },
  ];
  return values.map((value) => ({ op: "create", kind: "trial", key: value.id, value }));
}

/** So many barriers in every status, spread over a big municipality's teams. */
export async function fillManyBarriers(
  store: Store,
  tenantId: string,
  now: Instant,
  count: number,
  teams: { id: string; solutions: string[] }[],
): Promise<void> {
  const later: BarrierAction[][] = [
    [],
    [{ kind: "see" }],
    [{ kind: "ask", text: "Hvornår sker det?" }],
    [{ kind: "take" }],
    [{ kind: "wait", supplier: false, text: null }],
    [{ kind: "park", until: "2027-01-04", text: null }],
    [{ kind: "solve", resolution: "shownOnsite", text: "Vi viste det på mødet." }],
  ];
  let changes: Change[] = [];
  for (let number = 1; number <= count; number++) {
    const team = teams[number % teams.length]!;
    const about = { teamId: team.id, solutionId: team.solutions[number % team.solutions.length]!, week: null };
    const at = daysBefore(now, 1 + (number % 120));
    const detail = barrierDetails[number % barrierDetails.length]!;
    const category = Object.entries(barrierCategories).find(([, details]) => details.some((one) => one === detail))![0];
    const contact: ContactWish = contactWishes[number % contactWishes.length]!;
    let barrier = describe(
      newBarrier(idOf(1000 + number), about, person(1), at),
      {
        category: category as keyof typeof barrierCategories,
        detail,
        consequence: `Sag nummer ${number}: det tager tid hver dag.`,
        contact,
      },
      person(1),
      at,
    );
    for (const action of later[number % later.length]!) barrier = after(barrier, action, rasmus, at);
    changes.push({ op: "create", kind: "barrier", key: barrier.id, value: barrier });
    if (changes.length === store.maxChanges || number === count) {
      await store.commit(tenantId, changes);
      changes = [];
    }
  }
}
