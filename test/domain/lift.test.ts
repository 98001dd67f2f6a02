import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type Barrier, newBarrier } from "../../bot/domain/barrier/barrier.ts";
import type { BarrierAction } from "../../bot/domain/barrier/barrier-actions.ts";
import { act } from "../../bot/domain/barrier/barrier-lifecycle.ts";
import { holderTold, liftFor, newsFor } from "../../bot/domain/barrier/barrier-news.ts";
import { actionsFor, decidesAs, levelAbove, mayActOn } from "../../bot/domain/barrier/barrier-permissions.ts";
import { liftClock, liftOf } from "../../bot/domain/barrier/lift.ts";
import { buildDirectory, defaultSettings, type Period, type Role } from "../../bot/domain/organisation.ts";

// The life of a lift against a model made by hand, and who may decide it.

const monday = "2026-11-02T08:00:00.000Z";
const tuesday = "2026-11-03T08:00:00.000Z";
const as = { scope: "north" };
const settings = defaultSettings;

function reported(): Barrier {
  return newBarrier("b1", { teamId: "n", solutionId: "call", week: null }, "leader", monday);
}

function after(barrier: Barrier, action: BarrierAction, by = "manager", now = tuesday): Barrier {
  const decision = act(barrier, action, by, now);
  if (decision.outcome !== "changed") throw new Error(`${action.kind}: ${JSON.stringify(decision)}`);
  return decision.barrier;
}

const lifted = after(
  after(reported(), { kind: "take" }, "navigator"),
  { kind: "escalate", text: "Kræver penge" },
  "navigator",
);

const decisions = {
  liftDo: { kind: "liftDo", text: "Vi køber nye", doer: "navigator", until: "2026-12-01", as },
  liftWait: { kind: "liftWait", text: "Budgettet", until: "2026-12-01", as },
  liftDecline: { kind: "liftDecline", text: "For dyrt", as },
  liftTake: { kind: "liftTake", as },
  liftOn: { kind: "liftOn", scope: "*", text: null, as },
  ask: { kind: "ask", text: "Hvor mange?", as },
} satisfies Record<string, BarrierAction>;

describe("what comes of each decision", () => {
  const expected = {
    liftDo: { status: "waiting", resolution: null, assignedTo: "navigator", lift: null },
    liftWait: { status: "parked", parkedUntil: "2026-12-01", assignedTo: "navigator", lift: null },
    liftDecline: { status: "declined", closedAt: tuesday, lift: null },
    liftTake: { status: "working", assignedTo: "manager", lift: null },
    liftOn: { status: "waiting", resolution: "escalated", lift: { scope: "*" } },
    ask: { status: "asking", assignedTo: "navigator", lift: { scope: null } },
  };
  test.each(Object.keys(decisions) as (keyof typeof decisions)[])("%s", (kind) => {
    const decided = after(lifted, decisions[kind]);
    expect(decided).toMatchObject(expected[kind]);
    expect(decided.events.at(-1)).toMatchObject({ by: "manager", decidedAs: as });
    // Pressing twice changes nothing.
    expect(act(decided, decisions[kind], "manager", tuesday)).toEqual({ outcome: "unchanged" });
  });

  test.each([
    ["liftDo", { ...decisions.liftDo, text: " " }, "noWords"],
    ["liftWait", { ...decisions.liftWait, text: "" }, "noWords"],
    ["liftDecline", { ...decisions.liftDecline, text: "" }, "noWords"],
    ["liftDo", { ...decisions.liftDo, until: "2026-11-03" }, "pastDate"],
    ["liftWait", { ...decisions.liftWait, until: "2026-11-02" }, "pastDate"],
  ] as const)("%s needs its words and a day ahead (%#)", (_, action, because) => {
    expect(act(lifted, action, "manager", tuesday)).toEqual({ outcome: "refused", because });
  });

  test("the answer to a manager's question comes back to the lift, whose days begin anew", () => {
    const answered = after(
      after(lifted, decisions.ask),
      { kind: "answer", text: "Tre" },
      "leader",
      "2026-11-10T08:00:00.000Z",
    );
    expect(answered).toMatchObject({ status: "waiting", resolution: "escalated", assignedTo: "navigator" });
    expect(liftOf(answered)).toEqual({ since: "2026-11-10T08:00:00.000Z", scope: null });
    expect(answered.events.at(-1)).toMatchObject({ did: "answer", lift: "answered" });
    expect(answered.escalatedAt).toBe(lifted.escalatedAt);
  });

  test("what the holder does about it ends the lift, but a word or a question of theirs does not", () => {
    for (const action of [
      { kind: "comment", text: "Ringet" },
      { kind: "ask", text: "Hvornår?" },
    ] as const)
      expect(liftOf(after(lifted, action, "navigator"))).not.toBeNull();
    for (const action of [{ kind: "take" }, { kind: "wait", supplier: true, text: null }] as const)
      expect(liftOf(after(lifted, action, "navigator"))).toBeNull();
  });

  test("a lift that an older version stored is one", () => {
    const { lift: _, ...old } = lifted;
    expect(liftOf(old)).toEqual({ since: lifted.escalatedAt, scope: null });
    const declined = after(old, decisions.liftDecline);
    expect([declined.status, liftOf(declined)]).toEqual(["declined", null]);
  });
});

describe("the clock", () => {
  const due = (now: string, barrier = lifted) => liftClock(barrier, settings, now)?.kind ?? null;

  test("reminds once after five working days, and gives it back after ten", () => {
    expect(due("2026-11-09T08:00:00.000Z")).toBeNull();
    expect(due("2026-11-10T08:00:00.000Z")).toBe("liftRemind");
    const reminded = after(lifted, { kind: "liftRemind", settings }, "system", "2026-11-10T08:00:00.000Z");
    expect(due("2026-11-16T08:00:00.000Z", reminded)).toBeNull();
    expect(due("2026-11-17T08:00:00.000Z", reminded)).toBe("liftReturn");
    const returned = after(reminded, { kind: "liftReturn", settings }, "system", "2026-11-17T08:00:00.000Z");
    expect(due("2027-02-17T08:00:00.000Z", returned)).toBeNull();
    // It stays a lift until it is decided.
    expect(liftOf(returned)).toMatchObject({ returned: true });
    expect(after(returned, decisions.liftDo)).toMatchObject({ lift: null });
  });

  test("does not run while the team is asked", () => {
    expect(due("2026-12-17T08:00:00.000Z", after(lifted, decisions.ask))).toBeNull();
  });

  test("does nothing too soon", () => {
    expect(act(lifted, { kind: "liftReturn", settings }, "system", tuesday)).toMatchObject({ because: "tooSoon" });
  });
});

test("in whatever order, a lift ends only by a decision or by what the holder does, and is in one of two statuses", () => {
  const others: BarrierAction[] = [
    { kind: "comment", text: "Hej" },
    { kind: "answer", text: "Ja" },
    { kind: "escalate", text: "Igen" },
    { kind: "assign", to: "other" },
  ];
  const keeps = new Set(["comment", "answer", "escalate", "assign", "ask", "liftOn"]);
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...Object.values(decisions), ...others), { maxLength: 12 }), (actions) => {
      let barrier = lifted;
      let isLifted = true;
      for (const action of actions) {
        const decision = act(barrier, action, "manager", tuesday);
        if (decision.outcome !== "changed") continue;
        barrier = decision.barrier;
        isLifted = action.kind === "escalate" || (isLifted && keeps.has(action.kind));
        expect(liftOf(barrier) !== null).toBe(isLifted);
        if (isLifted) expect(["waiting", "asking"]).toContain(barrier.status);
      }
    }),
  );
});

function directoryWith(roles: Partial<Role>[] = [], away: Record<string, Period[]> = {}) {
  const all: Role[] = [
    { personId: "leader", role: "leader", scope: "n" },
    { personId: "navigator", role: "navigator", scope: "*" },
    { personId: "manager", role: "manager", scope: "north" },
    { personId: "head", role: "manager", scope: "care" },
    { personId: "director", role: "manager", scope: "*" },
    { personId: "deputy", role: "standIn", scope: "north" },
    { personId: "southManager", role: "manager", scope: "south" },
    ...(roles as Role[]),
  ].map((role) => ({ from: null, to: null, ...role }) as Role);
  const ids = [...new Set(all.map(({ personId }) => personId))];
  return buildDirectory({
    settings,
    areas: [
      { id: "care", name: "Care", parentAreaId: null },
      { id: "north", name: "North", parentAreaId: "care" },
      { id: "south", name: "South", parentAreaId: "care" },
    ],
    teams: [{ id: "n", name: "N", areaId: "north" }],
    people: ids.map((id) => ({ id, upn: id, name: id, language: "da" as const, absences: away[id] ?? [] })),
    solutions: [],
    roles: all,
    rollouts: [],
  });
}

const today = "2026-11-03";
const leave = [{ from: "2026-11-01", to: "2026-11-30" }];

describe("who decides", () => {
  const everybody = ["leader", "navigator", "manager", "head", "director", "deputy", "southManager", "temp"];
  const deciding = (directory: ReturnType<typeof directoryWith>, barrier = lifted) =>
    everybody.filter((personId) => decidesAs(directory, personId, barrier, today) !== null);

  test("the nearest manager and those above", () => {
    expect(deciding(directoryWith())).toEqual(["manager", "head", "director"]);
  });
  test("their stand-in while they are away, or between the stand-in's dates", () => {
    const away = directoryWith([], { manager: leave });
    expect(deciding(away)).toContain("deputy");
    expect(decidesAs(away, "deputy", lifted, today)).toEqual({ scope: "north", standIn: true });
    const dated = directoryWith([{ personId: "temp", role: "standIn", scope: "care", from: today, to: today }]);
    expect(decidesAs(dated, "temp", lifted, today)).toEqual({ scope: "care", standIn: true });
    expect(decidesAs(dated, "temp", lifted, "2026-11-04")).toBeNull();
  });
  test("from the level that it was lifted on to", () => {
    expect(deciding(directoryWith(), after(lifted, { ...decisions.liftOn, scope: "care" }))).toEqual([
      "head",
      "director",
    ]);
    expect(levelAbove(directoryWith(), lifted, today)).toBe("care");
    expect(levelAbove(directoryWith(), after(lifted, { ...decisions.liftOn, scope: "*" }), today)).toBeNull();
  });
  test("nobody about what is not lifted, or decided already", () => {
    expect(deciding(directoryWith(), reported())).toEqual([]);
    expect(deciding(directoryWith(), after(lifted, decisions.liftDo))).toEqual([]);
  });
  test("a manager has the six, and a word of their own", () => {
    const directory = directoryWith();
    expect(actionsFor(directory, "manager", lifted, today).toSorted()).toEqual(
      ["ask", "comment", "liftDecline", "liftDo", "liftOn", "liftTake", "liftWait"].toSorted(),
    );
    expect(actionsFor(directory, "director", lifted, today)).not.toContain("liftOn");
    // Whoever takes it over helps from then on.
    const taken = after(lifted, decisions.liftTake);
    expect(mayActOn(directory, "manager", "solve", taken, today)).toBe(true);
    expect(mayActOn(directory, "head", "solve", taken, today)).toBe(false);
    expect(actionsFor(directory, "navigator", taken, today)).toContain("solve");
  });
});

describe("who hears", () => {
  const told = (barrier: Barrier, directory = directoryWith()) =>
    newsFor(directory, barrier, barrier.events.length - 1, tuesday)
      .map(({ value }) => [value.purpose, value.recipient].join(" "))
      .toSorted();

  test("of a lift: the nearest manager; their stand-in, or the next level, while they are away", () => {
    expect(told(lifted)).toContain("barrierLifted manager");
    expect(told(lifted, directoryWith([], { manager: leave }))).toContain("barrierLifted deputy");
    expect(told(lifted, directoryWith([], { manager: leave, deputy: leave }))).toContain("barrierLifted head");
  });
  test.each(["liftDo", "liftWait", "liftDecline", "liftTake", "liftOn", "ask"] as const)(
    "of %s: the holder and the team, each once",
    (kind) => {
      const decided = after(lifted, decisions[kind]);
      const own = kind === "liftOn" ? ["barrierLifted director"] : [];
      expect(told(decided)).toEqual([...own, "barrierUpdate leader", "barrierUpdate navigator"]);
      const last = decided.events.at(-1);
      expect(last && holderTold(decided, last)).toBe("navigator");
    },
  );
  test("of the answer to a manager's question: the manager, and the holder", () => {
    const answered = after(after(lifted, decisions.ask, "head"), { kind: "answer", text: "Tre" }, "leader");
    expect(told(answered)).toEqual(["barrierLifted head", "barrierUpdate navigator"]);
  });
  test("of the reminder: the manager alone; of what is given back: the holder alone", () => {
    const late = "2026-11-20T08:00:00.000Z";
    const reminded = after(lifted, { kind: "liftRemind", settings }, "system", late);
    expect(told(reminded)).toEqual(["barrierLifted manager"]);
    expect(told(after(reminded, { kind: "liftReturn", settings }, "system", late))).toEqual([
      "barrierUpdate navigator",
    ]);
  });
  test("a manager who is new to it gets the card, and nobody gets it twice", () => {
    const card = { place: "manager", activityId: "1", message: "m", audience: "managers", event: 2 } as const;
    const shown = { ...lifted, cards: [card] };
    expect(liftFor(directoryWith(), shown, tuesday)).toEqual([]);
    const replaced = directoryWith([{ personId: "temp", role: "manager", scope: "north" }]);
    expect(liftFor(replaced, shown, tuesday).map(({ value }) => value.recipient)).toEqual(["temp"]);
    expect(liftFor(directoryWith(), after(shown, decisions.liftDo), tuesday)).toEqual([]);
  });
});
