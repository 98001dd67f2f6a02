import type { BarrierItem } from "../../../bot/api/contract.ts";
import type { Choice } from "./moves.ts";

/** What each key does to the card or line that the keyboard is on. */
export const actionKeys: Readonly<Record<string, Choice>> = {
  s: "see",
  t: "take",
  q: "ask",
  l: "solve",
  r: "startTrial",
  v: "wait",
  e: "supplier",
  p: "park",
  y: "postpone",
  c: "escalate",
  g: "assign",
  k: "comment",
  n: "decline",
};
export const selectKey = "x";
export const menuKey = "m";
export const helpKey = "?";

/** Whether the person may do it to the barrier now. */
export function mayChoose({ may }: Pick<BarrierItem, "may">, choice: Choice): boolean {
  return may.includes(choice === "supplier" ? "wait" : choice);
}
