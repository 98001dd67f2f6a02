/** Months until something goes, as the municipality has set them. */
export interface RetentionMonths {
  freeText: number;
  citizenCases: number;
  checkIns: number;
  leaverNames: number;
}

const months = (count: number) => (count === 1 ? "1 måned" : `${count} måneder`);

const proposals = {
  discard: "Kassation",
  caseFirst: "Til sagen, derefter kassation",
  archive: "Drøftes med arkivet",
};
export type Proposal = keyof typeof proposals;

/** What is stored, for how long, and what is proposed to become of it: the same lines as in docs/databeskyttelse.md. */
export const retentionDa = {
  title: "Sletning",
  columns: ["Hvad", "Frist", "Kassation eller arkiv (forslag)", "Kassationshjemmel (skrives af kommunen)"],
  proposals,
  rows: (to: RetentionMonths): [what: string, keeps: string, proposal: Proposal][] => [
    ["Person", `Mens personen er i organisationen; navnet i ${months(to.leaverNames)} efter`, "discard"],
    ["Rolle", "Mens den står i filerne", "discard"],
    ["Ugens check-in", months(to.checkIns), "discard"],
    ["Teamets kurve", "Tre år", "discard"],
    ["Noget driller", `Teksten ${months(to.freeText)}, efter at det er afsluttet eller sidst rørt`, "discard"],
    ["Beslutning", "Fem år, efter at den sidst er ændret", "caseFirst"],
    [
      "Borgernote",
      `${months(to.citizenCases)}, efter at den er afsluttet; teksten lige så længe, efter at den sidst er rørt`,
      "discard",
    ],
    ["Feltstudie", "To år", "discard"],
    ["Kriterier for digitalt og ikke digitalt", "Bliver stående", "caseFirst"],
    ["Løsningskort", "Til nogen sletter det", "archive"],
    ["Spørgsmål til juristen", "Fem år, efter at det sidst er ændret", "caseFirst"],
    ["Offentliggjorte tal om borgere", "Bliver stående", "archive"],
    ["Kvartalet", "Bliver stående", "archive"],
    ["Chefens ord om kvartalet", "To år efter kvartalet", "discard"],
    ["Gjort op pr. kvartal", "Bliver stående", "archive"],
    ["Små trin", "6 måneder efter ugen", "discard"],
    ["Prøvehandling", "Teksten to år efter slutningen. Det delte bliver stående", "discard"],
    ["Læring fra andre kommuner", "Til en navigatør sletter den", "discard"],
    ["Skjult advarsel", "Til den dato, den er lagt til side til", "discard"],
    ["Gemte visninger", "Til navigatøren fjerner dem", "discard"],
    ["Fortryd", "40 sekunder", "discard"],
    ["Min digitale ambition", "Til lederen sletter eller forlader organisationen", "discard"],
    ["Det vil jeg øve", "Til chefen sletter eller forlader organisationen", "discard"],
    ["Samtale", "Til personen slettes", "discard"],
    ["Besked", "13 måneder efter sidste frist", "discard"],
    ["Revisionsspor", months(to.checkIns), "discard"],
    ["Tal og logge om driften", "30 dage", "discard"],
  ],
};
export type RetentionText = typeof retentionDa;
