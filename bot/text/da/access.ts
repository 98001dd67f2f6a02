/** An extract that can be looked at when somebody asks for access to documents. */
export const accessDa = {
  file: "ombord-aktindsigt",
  title: "Udtræk til aktindsigt",
  intro:
    "Ét ark med det, der er besluttet, kriterier og offentliggjorte tal, uden navne og uden enkelte teams, og et ark med frister for sletning. Kommunen afgør selv, hvad der bliver udleveret.",
  fetch: "Hent udtræk til aktindsigt",
  failed: "Filen kunne ikke hentes. Prøv igen.",
  decisions: "Beslutninger",
  few: "Beslutninger om enkelte teams og små områder",
  withoutText: "(teksten er ikke med)",
  leftOut: "Det er ikke med",
  leftOutLines: (limit: number) => [
    "Navne på ledere, chefer og andre. Navne på personer, teams og områder er også taget ud af teksterne.",
    `Beslutninger om et enkelt team, eller om et område med færre end ${limit} teams, er kun talt, og tal, som færre end ${limit} teams står bag, er skjult.`,
    "Tekst i beslutninger, der kun er for chefer.",
    "Borgernoter, det, der driller, og andet, som teams har skrevet.",
  ],
  check: "Før det bliver udleveret",
  checkLine: "En person skal læse det igennem: Et program finder ikke alt, der kan pege på nogen.",
};
export type AccessText = typeof accessDa;
