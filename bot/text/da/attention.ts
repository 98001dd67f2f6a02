/** What waits for a manager: the same words in the overview, in the chat and in files. */
export const attentionDa = {
  title: "Det venter på dig",
  nothing: "Intet venter på dig lige nu.",
  kinds: {
    escalated: "Løftet til dig",
    silent: "Har ikke svaret",
    exceptions: "Aftalt afvigelse skal ses på igen",
    falling: "Bruges mindre end før",
    oldWayAlive: "Den gamle måde lever",
    layersApart: "Vagtlagene er langt fra hinanden",
    onePerson: "Få kan hjælpe de andre",
    whiteElephant: "Købt, men lidt brugt",
  },
};
