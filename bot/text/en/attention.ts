import type { attentionDa } from "../da/attention.ts";

export const attentionEn: typeof attentionDa = {
  title: "Waiting for you",
  nothing: "Nothing is waiting for you right now.",
  kinds: {
    escalated: "Lifted to you",
    silent: "Have not answered",
    exceptions: "An agreed exception is due for review",
    falling: "Used less than before",
    oldWayAlive: "The old way lives on",
    layersApart: "The shifts are far apart",
    onePerson: "Few can help the others",
    whiteElephant: "Bought, but little used",
  },
};
