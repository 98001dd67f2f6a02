import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type Barrier, newBarrier } from "../../bot/domain/barrier/barrier.ts";
import type { BarrierAction, BarrierActionKind } from "../../bot/domain/barrier/barrier-actions.ts";
import { act, isUnanswered, pendingQuestion, whatWorked } from "../../bot/domain/barrier/barrier-lifecycle.ts";
import { liftOf } from "../../bot/domain/barrier/lift.ts";
import { defaultSettings } from "../../bot/domain/organisation.ts";
import { type BarrierStatus, barrierStatuses, barrierStatusFacts, resolutions } from "../../bot/domain/vocabulary.ts";

const monday = "2026-11-16T09:00:00.000Z";
const tuesday = "2026-11-17T09:00:00.000Z";
const fourWeeksLater = "2026-12-14T09:00:00.000Z";

const actions: Record<BarrierActionKind, BarrierAction> = {
  see: { kind: "see" },
  take: { kind: "take" },
  ask: { kind: "ask", text: "Hvornår på dagen sker det?" },
  answer: { kind: "answer", text: "Om aftenen." },
  comment: { kind: "comment", text: "Ringet til leverandøren." },
  assign: { kind: "assign", to: "freja" },
  startTrial: { kind: "startTrial", trialId: "t1", what: "Ny oplader i bilen" },
  wait: { kind: "wait", supplier: true, text: null },
  park: { kind: "park", until: "2026-12-01", text: null },
  escalate: { kind: "escalate", text: "Kræver nye tablets." },
  solve: { kind: "solve", resolution: "fixed", text: "Vi har skiftet kablet" },
  seenBefore: { kind: "seenBefore", sameAs: "other", solved: false },
  decline: { kind: "decline", text: "Løsningen udfases til foråret." },
  confirm: { kind: "confirm" },
  reopen: { kind: "reopen", text: "Det fryser stadig." },
  endTrial: { kind: "endTrial", trialId: "t1", text: "Det hjalp" },
  postpone: { kind: "postpone", until: "2026-12-01" },
  return: { kind: "return" },
  fallDue: { kind: "fallDue" },
  lieUntouched: { kind: "lieUntouched", settings: { ...defaultSettings, untouchedDays: 1 } },
  closeUnanswered: { kind: "closeUnanswered" },
  liftDo: { kind: "liftDo", text: "Vi køber nye.", doer: "rasmus", until: "2026-12-01", as: { scope: "*" } },
  liftWait: { kind: "liftWait", text: "Til budgettet er på plads.", until: "2026-12-01", as: { scope: "*" } },
  liftDecline: { kind: "liftDecline", text: "Det er for dyrt.", as: { scope: "*" } },
  liftTake: { kind: "liftTake", as: { scope: "*" } },
  liftOn: { kind: "liftOn", scope: "*", text: null, as: { scope: "nord" } },
  liftRemind: { kind: "liftRemind", settings: defaultSettings },
  liftReturn: { kind: "liftReturn", settings: defaultSettings },
  liftDone: { kind: "liftDone", isDone: true, text: null, as: { scope: "*" } },
};

// What each thing leads to from each status; "-" where it may not be done, "=" where it is so already.
// In the order of `barrierStatuses`: new seen asking working trial waiting parked resolved confirmed declined withdrawn.
const table: Record<BarrierActionKind, string> = {
  see: "seen = - - - - - - - - -",
  take: "working working working = working working working - - - -",
  ask: "asking asking asking asking asking asking asking - - - -",
  answer: "- - working - - - - - - - -",
  comment: "new seen asking working trial waiting parked resolved - - -",
  assign: "seen seen asking working trial waiting parked resolved - - -",
  startTrial: "trial trial trial trial trial trial trial - - - -",
  wait: "waiting waiting waiting waiting waiting waiting waiting - - - -",
  park: "parked parked parked parked parked parked parked - - - -",
  escalate: "waiting waiting waiting waiting waiting waiting waiting - - - -",
  solve: "resolved resolved resolved resolved resolved resolved resolved - - - -",
  seenBefore: "waiting waiting waiting waiting waiting waiting waiting - - - -",
  decline: "declined declined declined declined declined declined declined - - - -",
  confirm: "- - - - - - - confirmed = - -",
  reopen: "- - - - - - - working - - -",
  endTrial: "new seen asking working trial waiting parked resolved - - -",
  postpone: "- - asking - trial waiting - - - - -",
  return: "- - - - - - working - - - -",
  fallDue: "- - asking - trial waiting - - - - -",
  lieUntouched: "new seen asking working trial waiting parked - - - -",
  closeUnanswered: "- - - - - - - confirmed - - -",
  // Of what is not lifted, no manager decides anything (lift.test.ts).
  liftDo: "- - - - - - - - - - -",
  liftWait: "- - - - - - - - - - -",
  liftDecline: "- - - - - - - - - - -",
  liftTake: "- - - = - - - - - - -",
  liftOn: "- - - - - - - - - - -",
  liftRemind: "- - - - - - - - - - -",
  liftReturn: "- - - - - - - - - - -",
  liftDone: "- - - - - - - - - - -",
};

/** A barrier in the status, held by Rasmus where somebody must hold it. */
function barrierIn(status: BarrierStatus): Barrier {
  const barrier = newBarrier("b1", { teamId: "nord", solutionId: "skaerm", week: null }, "mette", monday);
  const isHeld = status !== "new" && status !== "seen";
  return {
    ...barrier,
    status,
    assignedTo: isHeld ? "rasmus" : null,
    parkedUntil: status === "parked" ? "2026-11-17" : null,
    comesBackOn: barrierStatusFacts[status].isDated ? "2026-11-17" : null,
    resolvedAt: status === "resolved" || status === "confirmed" ? monday : null,
    resolution: status === "resolved" || status === "confirmed" ? "shownOnsite" : null,
    closedAt: ["confirmed", "declined", "withdrawn"].includes(status) ? monday : null,
  };
}

function done(barrier: Barrier, action: BarrierAction, by = "rasmus", now = tuesday): Barrier {
  const decision = act(barrier, action, by, now);
  if (decision.outcome !== "changed") throw new Error(`${action.kind}: ${JSON.stringify(decision)}`);
  return decision.barrier;
}

describe("every action in every status", () => {
  for (const [kind, row] of Object.entries(table) as [BarrierActionKind, string][]) {
    for (const [index, expected] of row.split(" ").entries()) {
      const status = barrierStatuses[index] ?? "new";
      const what = expected === "-" ? "is refused" : expected === "=" ? "changes nothing" : `leads to ${expected}`;
      test(`${kind} from ${status} ${what}`, () => {
        const now = kind === "closeUnanswered" ? fourWeeksLater : tuesday;
        const decision = act(barrierIn(status), actions[kind], "rasmus", now);
        if (expected === "-") expect(decision).toEqual({ outcome: "refused", because: "notNow" });
        else if (expected === "=") expect(decision).toEqual({ outcome: "unchanged" });
        else expect(decision).toMatchObject({ outcome: "changed", barrier: { status: expected, updatedAt: now } });
      });
    }
  }
});

test("the table names every status", () => {
  for (const row of Object.values(table)) expect(row.split(" ")).toHaveLength(barrierStatuses.length);
});

describe("taking", () => {
  test("gives it to whoever was first and tells the other who that is", () => {
    const taken = done(barrierIn("new"), { kind: "take" });
    expect(taken).toMatchObject({ status: "working", assignedTo: "rasmus" });
    expect(act(taken, { kind: "take" }, "camilla", tuesday)).toEqual({ outcome: "taken", by: "rasmus" });
    expect(act(taken, { kind: "take" }, "rasmus", tuesday)).toEqual({ outcome: "unchanged" });
  });

  test("is free again once it is handed over", () => {
    const handedOver = done(done(barrierIn("new"), { kind: "take" }), { kind: "assign", to: null });
    expect(done(handedOver, { kind: "take" }, "camilla")).toMatchObject({ assignedTo: "camilla" });
  });
});

describe("asking", () => {
  test("makes the asker its holder, and the answer is attached and lets the work go on", () => {
    const asked = done(barrierIn("new"), actions.ask);
    expect(asked.assignedTo).toBe("rasmus");
    expect(pendingQuestion(asked)?.text).toBe("Hvornår på dagen sker det?");
    const answered = done(asked, actions.answer, "mette");
    expect(answered.events.at(-1)).toEqual({
      at: tuesday,
      by: "mette",
      did: "answer",
      status: "working",
      text: "Om aftenen.",
    });
    expect(pendingQuestion(answered)).toBeNull();
  });

  test("the newest of two questions is the one that waits", () => {
    const asked = done(done(barrierIn("new"), actions.ask), { kind: "ask", text: "Og hos hvem?" });
    expect(pendingQuestion(asked)?.text).toBe("Og hos hvem?");
  });
});

describe("solving", () => {
  test("is not closing: that is for the team to say", () => {
    const solved = done(barrierIn("working"), actions.solve);
    expect(solved).toMatchObject({ resolution: "fixed", resolvedAt: tuesday, closedAt: null });
    expect(whatWorked(solved)).toBe("Vi har skiftet kablet");
    expect(done(solved, actions.confirm, "mette")).toMatchObject({ resolution: "fixed", closedAt: tuesday });
  });

  test("a team's no reopens it with their word, and everything about the solution is taken back", () => {
    const reopened = done(done(barrierIn("working"), actions.solve), actions.reopen, "mette");
    expect(reopened).toMatchObject({ resolution: null, resolvedAt: null, closedAt: null, assignedTo: "rasmus" });
    expect(reopened.events.at(-1)).toMatchObject({ by: "mette", did: "status", text: "Det fryser stadig." });
  });

  test("takes no resolution that says something else was done", () => {
    const taken = barrierIn("working");
    for (const resolution of resolutions) {
      const isElsewhere = ["duplicate", "escalated", "supplier"].includes(resolution);
      const { outcome } = act(taken, { kind: "solve", resolution, text: null }, "rasmus", tuesday);
      expect([resolution, outcome]).toEqual([resolution, isElsewhere ? "refused" : "changed"]);
    }
  });

  test("pressing twice changes nothing", () => {
    const solved = done(barrierIn("working"), actions.solve);
    expect(act(solved, actions.solve, "rasmus", tuesday)).toEqual({ outcome: "unchanged" });
  });
});

describe("four weeks without an answer", () => {
  test("closes it openly, in the name of the clock, and not a day before", () => {
    const solved = done(barrierIn("working"), actions.solve, "rasmus", monday);
    const dayBefore = "2026-12-13T09:00:00.000Z";
    expect(isUnanswered(solved, dayBefore)).toBe(false);
    expect(act(solved, actions.closeUnanswered, "system", dayBefore)).toEqual({
      outcome: "refused",
      because: "tooSoon",
    });
    const closed = done(solved, actions.closeUnanswered, "system", fourWeeksLater);
    expect(closed).toMatchObject({ status: "confirmed", resolution: "fixed", closedAt: fourWeeksLater });
    expect(closed.events.at(-1)).toEqual({
      at: fourWeeksLater,
      by: "system",
      did: "status",
      status: "confirmed",
    });
  });

  test("count from the last solution", () => {
    const again = done(done(done(barrierIn("working"), actions.solve, "rasmus", monday), actions.reopen, "mette"), {
      ...actions.solve,
      kind: "solve",
      resolution: "shownOnsite",
      text: null,
    });
    expect(isUnanswered(again, fourWeeksLater)).toBe(false);
  });
});

describe("parking", () => {
  test("needs a date that lies ahead", () => {
    for (const until of ["2026-11-17", "2026-11-16"]) {
      const decision = act(barrierIn("working"), { kind: "park", until, text: null }, "rasmus", tuesday);
      expect(decision).toEqual({ outcome: "refused", because: "pastDate" });
    }
  });

  test("ends by itself on the date, at local midnight, with whoever had it", () => {
    const parked = done(barrierIn("working"), { kind: "park", until: "2026-12-01", text: null });
    expect(parked.parkedUntil).toBe("2026-12-01");
    const eveningBefore = "2026-11-30T22:59:00.000Z";
    expect(act(parked, actions.return, "system", eveningBefore)).toEqual({ outcome: "refused", because: "tooSoon" });
    const back = done(parked, actions.return, "system", "2026-11-30T23:00:00.000Z");
    expect(back).toMatchObject({ status: "working", parkedUntil: null, assignedTo: "rasmus" });
  });

  test.each([
    ["a Saturday", "2026-11-28", "2026-11-27T23:00:00.000Z"],
    ["a holiday", "2026-12-25", "2026-12-24T23:00:00.000Z"],
    ["the day the clocks go forward", "2026-03-29", "2026-03-28T23:00:00.000Z"],
    ["the day after", "2026-03-30", "2026-03-29T22:00:00.000Z"],
    ["the day the clocks go back", "2026-10-25", "2026-10-24T22:00:00.000Z"],
    ["the day after that", "2026-10-26", "2026-10-25T23:00:00.000Z"],
    ["new year's day", "2027-01-01", "2026-12-31T23:00:00.000Z"],
  ])("until %s ends at midnight in Copenhagen, and not a second before", (_, until, midnight) => {
    const parked = done(
      barrierIn("working"),
      { kind: "park", until, text: null },
      "rasmus",
      "2026-03-02T09:00:00.000Z",
    );
    const before = new Date(Date.parse(midnight) - 1_000).toISOString();
    expect(act(parked, actions.return, "system", before)).toEqual({ outcome: "refused", because: "tooSoon" });
    expect(done(parked, actions.return, "system", midnight).status).toBe("working");
  });

  test("comes back for anybody to take when whoever had it gave it up", () => {
    const parked = done(done(barrierIn("seen"), actions.park), { kind: "assign", to: null });
    expect(done(parked, actions.return, "system", fourWeeksLater).status).toBe("seen");
  });
});

describe("the rest", () => {
  test("declining, asking and answering need words", () => {
    for (const kind of ["decline", "ask", "comment"] as const) {
      const decision = act(barrierIn("working"), { kind, text: "  " }, "rasmus", tuesday);
      expect(decision).toEqual({ outcome: "refused", because: "noWords" });
    }
  });

  test("lifting shows it to the managers from then on, whatever comes later", () => {
    const lifted = done(barrierIn("working"), actions.escalate);
    expect(lifted).toMatchObject({ status: "waiting", resolution: "escalated", escalatedAt: tuesday });
    const goneOn = done(lifted, actions.startTrial);
    expect(goneOn).toMatchObject({ resolution: null, escalatedAt: tuesday });
  });

  test("the same as an open one waits for it; the same as a solved one is worked on", () => {
    const waiting = done(barrierIn("new"), actions.seenBefore);
    expect(waiting).toMatchObject({ status: "waiting", resolution: "duplicate", sameAs: "other" });
    const worked = done(barrierIn("new"), { kind: "seenBefore", sameAs: "other", solved: true });
    expect(worked).toMatchObject({ status: "working", sameAs: "other", assignedTo: "rasmus" });
  });

  test("nothing is the same as itself", () => {
    const decision = act(barrierIn("new"), { kind: "seenBefore", sameAs: "b1", solved: false }, "rasmus", tuesday);
    expect(decision).toEqual({ outcome: "refused", because: "sameBarrier" });
  });

  test("somebody who is given a new one has it before them, and no more than that", () => {
    expect(done(barrierIn("new"), { kind: "assign", to: "camilla" })).toMatchObject({
      status: "seen",
      assignedTo: "camilla",
    });
  });
});

test("whatever is done in whatever order, the timeline tells the status, and only closed ones have an end", () => {
  const step = fc.record({
    kind: fc.constantFrom(...(Object.keys(actions) as BarrierActionKind[])),
    by: fc.constantFrom("rasmus", "camilla", "mette"),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let barrier = newBarrier("b1", { teamId: "nord", solutionId: "skaerm", week: null }, "mette", monday);
      for (const { kind, by } of steps) {
        const decision = act(barrier, actions[kind], by, tuesday);
        if (decision.outcome !== "changed") continue;
        expect(decision.barrier.events).toHaveLength(barrier.events.length + 1);
        barrier = decision.barrier;
      }
      expect(barrier.events.findLast((event) => event.status !== undefined)?.status).toBe(barrier.status);
      expect(barrier.closedAt !== null).toBe(barrier.status === "confirmed" || barrier.status === "declined");
      expect(barrier.parkedUntil !== null).toBe(barrier.status === "parked");
      if (liftOf(barrier) !== null) expect(["waiting", "asking"]).toContain(barrier.status);
      if (barrier.resolution === "escalated") expect(liftOf(barrier)).not.toBeNull();
      if (barrier.status === "resolved") expect(barrier.resolvedAt).not.toBeNull();
    }),
  );
});
