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
  nobody: "Nobody in the municipality has that upn or Entra id.",
};

/** What an operator reads after copying, backing up or erasing. */
export const dataCommandText: Record<Language, typeof da> = { da, en };
