import type { Attention, Warning } from "../../../bot/api/contract.ts";

/** What waits for somebody, the most that can be done about first. */
export const attentionKinds = [
  "escalated",
  "silent",
  "exceptions",
  "falling",
  "oldWayAlive",
  "layersApart",
  "onePerson",
  "whiteElephant",
] as const;
export type AttentionKind = (typeof attentionKinds)[number];

export const isAttentionKind = (kind: string | null): kind is AttentionKind =>
  attentionKinds.some((known) => known === kind);

/** One kind with everything of it. */
export type AttentionGroup = { count: number } & (
  | { kind: "escalated"; items: Attention["escalated"] }
  | { kind: "silent"; items: Attention["silent"] }
  | { kind: "exceptions"; items: Attention["exceptions"] }
  | { kind: Warning["rule"]; items: Warning[] }
);

/** The kinds that there is something of, in their order. */
export function groupsOf(attention: Attention): AttentionGroup[] {
  return attentionKinds.map((kind) => groupOf(kind, attention)).filter(({ count }) => count > 0);
}

function groupOf(kind: AttentionKind, { escalated, silent, exceptions, warnings }: Attention): AttentionGroup {
  switch (kind) {
    case "escalated":
      return { kind, count: escalated.length, items: escalated };
    case "silent":
      return { kind, count: silent.length, items: silent };
    case "exceptions":
      return { kind, count: exceptions.length, items: exceptions };
    default: {
      const items = warnings.filter(({ rule }) => rule === kind);
      return { kind, count: items.length, items };
    }
  }
}
