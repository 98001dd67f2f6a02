import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { followUpAnswers, givenAnswers, parseSubmit, type SubmitKind, submitKinds } from "../../bot/cards/submit.ts";
import { draftOf, typedValues } from "../../bot/cards/typed-values.ts";

// What a client sends empty is empty. Every form with every optional field in every shape that a client has been seen to send.

type Shape = "choice" | "text" | "toggle" | "many";

interface Form {
  /** What a button sends whatever is filled in. */
  data: Record<string, unknown>;
  /** The inputs of the form, and an answer that fits. */
  inputs: Record<string, [Shape, string]>;
}

const barrier = "0192f0c0-0000-7000-8000-000000000001";
const other = "0192f0c0-0000-7000-8000-000000000002";
const at = { week: "2026-W47", team: "nord-dag" };

const forms: Record<SubmitKind, Form> = {
  dialogue: { data: { team: "nord-dag" }, inputs: {} },
  followUp: { data: { case: barrier, outcome: "hybrid" }, inputs: {} },
  checkIn: { data: at, inputs: {} },
  step: { data: { ...at, step: barrier }, inputs: {} },
  checkInForm: {
    data: at,
    inputs: {
      seen: ["text", "2026-11-16T09:00:00.000Z"],
      "level.journal": ["choice", "mostly"],
      "trouble.journal": ["toggle", "true"],
      "extra.journal": ["choice", "partly"],
      "level.copilot": ["choice", "routine"],
      "trouble.copilot": ["toggle", "false"],
      [`works.${barrier}`]: ["choice", "yes"],
      [`trial.${barrier}`]: ["choice", "partly"],
      [`step.${barrier}`]: ["toggle", "true"],
    },
  },
  checkInBoth: { data: { ...at, beside: "nord-aften" }, inputs: {} },
  barrier: { data: { barrier }, inputs: { week: ["text", at.week], team: ["text", at.team] } },
  barrierWords: {
    data: { barrier, ...at },
    inputs: { words: ["text", "Det fryser"], confirmed: ["toggle", "true"] },
  },
  barrierOne: { data: {}, inputs: { barrier: ["choice", barrier], all: ["text", `${barrier},${other}`] } },
  barrierReuse: { data: { barrier, from: other }, inputs: {} },
  barrierCategory: {
    data: { barrier, ...at },
    inputs: { category: ["choice", "equipment"], consequence: ["text", "Det fryser"], contact: ["choice", "call"] },
  },
  barrierLater: {
    data: { barrier, category: "equipment" },
    inputs: {
      ...{ week: ["text", at.week], team: ["text", at.team], detail: ["choice", "access"] },
      ...{ consequence: ["text", "Det fryser"], contact: ["choice", "call"], confirmed: ["toggle", "true"] },
    },
  },
  barrierDescription: {
    data: { barrier, category: "equipment" },
    inputs: {
      ...{
        week: ["text", at.week],
        team: ["text", at.team],
        detail: ["choice", "access"],
        consequence: ["text", "Det fryser"],
      },
      ...{ contact: ["choice", "call"], confirmed: ["toggle", "true"] },
    },
  },
  barrierTeam: { data: {}, inputs: { team: ["choice", at.team], solution: ["text", "journal"] } },
  barrierReport: { data: { team: at.team, form: barrier }, inputs: { solution: ["choice", "journal"] } },
  citizenForm: {
    data: {},
    inputs: { week: ["text", at.week], team: ["text", at.team], correcting: ["toggle", "true"] },
  },
  citizenCase: {
    data: { form: barrier },
    inputs: {
      ...{
        team: ["choice", at.team],
        week: ["text", at.week],
        solution: ["choice", "journal"],
        reasons: ["many", "language,noMitId"],
        groups: ["many", "skills,health"],
        again: ["choice", "date"],
        relatives: ["toggle", "true"],
        helpWanted: ["toggle", "false"],
      },
      ...{
        instead: ["many", "phone,homeVisit"],
        outcome: ["choice", "open"],
        followUpOn: ["text", "2026-12-01"],
        note: ["text", "Ringer"],
      },
      ...{ confirmed: ["toggle", "true"], correcting: ["toggle", "true"] },
    },
  },
  absence: {
    data: {},
    inputs: {
      ...{
        week: ["text", at.week],
        team: ["text", at.team],
        from: ["text", "2026-11-20"],
        until: ["text", "2026-12-01"],
      },
      ...{ periods: ["text", "2026-11-20/2026-12-01"], after: ["text", "2026-11-20/2026-12-01"], before: ["text", ""] },
    },
  },
  saidRemind: { data: { on: "2026-12-01" }, inputs: {} },
  saidRhythm: { data: { rhythm: "everyWeek" }, inputs: { teams: ["text", at.team] } },
  barrierAsk: { data: { barrier }, inputs: { askText: ["text", "Hvor?"], askConfirmed: ["toggle", "true"] } },
  liftDo: {
    data: { barrier },
    inputs: {
      ...{ doText: ["text", "Vi køber nye"], doer: ["choice", "another"] },
      ...{ doUntil: ["text", "2026-12-24"], doConfirmed: ["toggle", "true"] },
    },
  },
  liftWait: {
    data: { barrier },
    inputs: {
      waitText: ["text", "Budgettet"],
      waitUntil: ["text", "2026-12-24"],
      waitConfirmed: ["toggle", "true"],
    },
  },
  decision: { data: { decision: barrier }, inputs: {} },
  decisionLater: { data: { decision: barrier }, inputs: { laterUntil: ["text", "2026-12-24"] } },
  decisionDropped: {
    data: { decision: barrier },
    inputs: { droppedText: ["text", "Nej"], droppedConfirmed: ["toggle", "true"] },
  },
  liftDecline: { data: { barrier }, inputs: { declineText: ["text", "Nej"], declineConfirmed: ["toggle", "true"] } },
  liftOn: { data: { barrier }, inputs: { onText: ["text", "Se her"], onConfirmed: ["toggle", "true"] } },
  barrierSolve: {
    data: { barrier },
    inputs: { resolution: ["choice", "fixed"], solveText: ["text", "Nyt kabel"], solveConfirmed: ["toggle", "true"] },
  },
  barrierSame: { data: { barrier }, inputs: { sameAs: ["choice", other] } },
  barrierWait: {
    data: { barrier },
    inputs: {
      ...{
        next: ["choice", "park"],
        until: ["text", "2026-12-01"],
        waitText: ["text", "Vi venter"],
        waitConfirmed: ["toggle", "true"],
      },
    },
  },
  barrierTrial: {
    data: { barrier },
    inputs: {
      ...{
        trialWhat: ["text", "Prøv"],
        trialWeeks: ["choice", "4"],
        trialHope: ["text", "Ro"],
        trialConfirmed: ["toggle", "true"],
      },
    },
  },
  barrierAnswer: { data: { barrier }, inputs: { answer: ["text", "Ja"], confirmed: ["toggle", "true"] } },
  barrierShow: { data: { barrier }, inputs: { among: ["text", barrier] } },
  barrierNews: { data: {}, inputs: { among: ["text", barrier] } },
  barrierReopen: { data: { barrier }, inputs: { still: ["text", "Nej"], confirmed: ["toggle", "true"] } },
  channelScope: { data: {}, inputs: { scope: ["choice", "*"] } },
  barrierDialog: {
    data: { form: barrier },
    inputs: {
      ...{ where: ["choice", "nord-dag|journal"], detail: ["choice", "access"], text: ["text", "Det fryser"] },
      ...{ contact: ["choice", "call"], confirmed: ["toggle", "true"] },
    },
  },
  nothing: { data: {}, inputs: {} },
};

const missing = Symbol("missing");
const empties = [missing, undefined, null, "", " ", "\u00a0"] as const;

/** An answer as clients write it. */
function waysOf([shape, answer]: [Shape, string]): unknown[] {
  if (shape === "toggle") return [answer, answer === "true"];
  if (shape !== "many") return [answer];
  const items = answer.split(",");
  return [
    answer,
    `,${answer}`,
    items.join(", "),
    ` ${items.join(" ,")},`,
    items,
    ["", ...items],
    `${answer},${items[0]}`,
  ];
}

/** What a form is understood as; what the check-in's form is asked about is read beside it. */
function understood(kind: SubmitKind, data: unknown): unknown {
  const parsed = parseSubmit(kind, data);
  if (kind !== "checkInForm") return parsed;
  const form = parsed as ReturnType<typeof parseSubmit<"checkInForm">>;
  return { week: form.week, team: form.team, seen: form.seen, given: givenAnswers(form), also: followUpAnswers(form) };
}

describe.each(submitKinds)("%s", (kind) => {
  const { data, inputs } = forms[kind];
  const names = Object.keys(inputs);

  test("is understood alike, whatever is left empty and however", () => {
    const filledIn = fc.record(Object.fromEntries(names.map((name) => [name, fc.boolean()])));
    const written = fc.record(
      Object.fromEntries(
        names.map((name) => [name, fc.tuple(fc.constantFrom(...empties), fc.constantFrom(...waysOf(inputs[name]!)))]),
      ),
    );
    fc.assert(
      fc.property(filledIn, written, (isFilled, ways) => {
        const answered = names.filter((name) => isFilled[name]);
        const plain = Object.fromEntries(answered.map((name) => [name, inputs[name]?.[1]]));
        const sent = names.flatMap((name): [string, unknown][] => {
          const [empty, way] = ways[name] ?? [missing, undefined];
          if (isFilled[name]) return [[name, way]];
          return empty === missing ? [] : [[name, empty]];
        });
        expect(understood(kind, { ...data, ...Object.fromEntries(sent) })).toEqual(
          understood(kind, { ...data, ...plain }),
        );
      }),
      { numRuns: process.env.LONG ? 2000 : 60 },
    );
  });

  test("what a form is shown again with is what was typed", () => {
    for (const name of names) {
      for (const way of waysOf(inputs[name]!)) {
        const typed = typedValues({ [name]: way })[name] ?? "";
        expect(understood(kind, { ...data, [name]: typed })).toEqual(understood(kind, { ...data, [name]: way }));
      }
    }
  });
});

test("a draft of the check-in that is carried along a form is read as the form is", () => {
  const values = {
    "level.journal": null,
    "level.copilot": "mostly",
    "trouble.copilot": true,
    "extra.copilot": "",
    other: "x",
  };
  const draft = draftOf(typedValues(values));
  expect(draft).toEqual({
    "level.journal": "",
    "level.copilot": "mostly",
    "trouble.copilot": "true",
    "extra.copilot": "",
  });
  const carried = parseSubmit("citizenCase", { form: barrier, draft: values });
  expect(draftOf(carried.draft ?? {})).toEqual(draft);
});

test("nothing at all, null and a list are no form, and are refused by the name of what they lack", () => {
  for (const data of [undefined, null, [], "x", 7]) {
    expect(() => parseSubmit("checkIn", data)).toThrow("invalid");
  }
});
