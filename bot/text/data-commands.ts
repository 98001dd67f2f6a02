import type { Language } from "../domain/vocabulary.ts";

const da = {
  tenant: (tenantId: string) => `Kommune ${tenantId}`,
  columns: { documents: "i alt", written: "skrevet", isSame: "ens" },
  yes: "ja",
  no: "NEJ",
  copied: "Alt er kopieret, og de to sider er ens.",
  notSame:
    "De to sider er ikke ens. Stop tjenesten, brug et tomt mål, og kør kommandoen igen. Den fortsætter, hvor den slap.",
  backedUp: (file: string) => `Sikkerhedskopien ligger i ${file}.`,
  erased: (removed: number, pseudonymised: number) =>
    `Personen er slettet: ${removed} dokumenter fjernet og ${pseudonymised} gjort anonyme. Tjek, at personen heller ikke står i de filer, I importerer.`,
  willErase: (person: { name: string; upn: string }, tenantId: string, removed: string, pseudonymised: string) =>
    [
      `Det her sletter ${person.name} (${person.upn}) i kommune ${tenantId}. Det kan ikke fortrydes.`,
      `Slettes helt: ${removed}.`,
      pseudonymised === ""
        ? "Intet andet nævner personen."
        : `Bliver stående uden personens id, navn og upn: ${pseudonymised}.`,
      "Teamets tal bliver, som de er.",
    ].join("\n"),
  sure: "Skriv ja, hvis personen skal slettes: ",
  yesWords: ["ja", "j"],
  notErased: "Intet er slettet.",
  nobody: "Der er ingen med det upn eller Entra-id i kommunen.",
};

const en: typeof da = {
  tenant: (tenantId) => `Municipality ${tenantId}`,
  columns: { documents: "in all", written: "written", isSame: "same" },
  yes: "yes",
  no: "NO",
  copied: "Everything is copied, and the two sides are the same.",
  notSame:
    "The two sides differ. Stop the service, use an empty target and run the command again. It goes on from there.",
  backedUp: (file) => `The backup is in ${file}.`,
  erased: (removed, pseudonymised) =>
    `The person is erased: ${removed} documents removed and ${pseudonymised} made anonymous. Check that the files you import do not hold the person either.`,
  willErase: (person, tenantId, removed, pseudonymised) =>
    [
      `This erases ${person.name} (${person.upn}) in municipality ${tenantId}. It cannot be undone.`,
      `Removed altogether: ${removed}.`,
      pseudonymised === ""
        ? "Nothing else mentions the person."
        : `Kept without the person's id, name and upn: ${pseudonymised}.`,
      "The team's figures stay as they are.",
    ].join("\n"),
  sure: "Write yes if the person is to be erased: ",
  yesWords: ["yes", "y"],
  notErased: "Nothing is erased.",
  nobody: "Nobody in the municipality has that upn or Entra id.",
};

/** What an operator reads after copying, backing up or erasing. */
export const dataCommandText: Record<Language, typeof da> = { da, en };
