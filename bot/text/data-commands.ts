import type { Language } from "../domain/vocabulary.ts";

/** What was copied; `bytes` of a file, or of the documents as JSON. */
interface Copied {
  tenants: number;
  documents: number;
  bytes: number;
}

function size(bytes: number, language: Language): string {
  const megabytes = new Intl.NumberFormat(language, { maximumSignificantDigits: 2 }).format(bytes / 1_000_000);
  return `${megabytes} MB`;
}

const counted = {
  da: ({ tenants, documents, bytes }: Copied) =>
    `${tenants === 1 ? "1 kommune" : `${tenants} kommuner`}, ${documents === 1 ? "1 dokument" : `${documents} dokumenter`}, ${size(bytes, "da")}`,
  en: ({ tenants, documents, bytes }: Copied) =>
    `${tenants === 1 ? "1 municipality" : `${tenants} municipalities`}, ${documents === 1 ? "1 document" : `${documents} documents`}, ${size(bytes, "en")}`,
};

const da = {
  tenant: (tenantId: string) => `Kommune ${tenantId}`,
  columns: { documents: "i alt", written: "skrevet", isSame: "ens" },
  yes: "ja",
  no: "NEJ",
  copied: (copied: Copied) => `Alt er kopieret, og de to sider er ens: ${counted.da(copied)}.`,
  leftOut: (tenantIds: string[]) =>
    `Ikke med er ${tenantIds.join(", ")}. Skriv kommunen på med --tenant, eller sæt ALLOWED_TENANTS.`,
  notSame:
    "De to sider er ikke ens. Stop tjenesten, og kør kommandoen igen med --continue. Den fortsætter, hvor den slap. Er de stadig ikke ens, så brug et tomt mål.",
  backedUp: ({ file, ...copied }: Copied & { file: string }) =>
    `Sikkerhedskopien ligger i ${file} og er efterset: ${counted.da(copied)}.`,
  erased: (removed: number, pseudonymised: number) =>
    `Personen er slettet. Dokumenter fjernet: ${removed}. Navnet erstattet af et pseudonym: ${pseudonymised}. Tjek, at personen heller ikke står i de filer, I importerer, eller i en kilde: Så kommer personen igen.`,
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
  copied: (copied) => `Everything is copied, and the two sides are the same: ${counted.en(copied)}.`,
  leftOut: (tenantIds) => `Left out is ${tenantIds.join(", ")}. Name it with --tenant, or set ALLOWED_TENANTS.`,
  notSame:
    "The two sides differ. Stop the service and run the command again with --continue. It goes on from there. If they still differ, use an empty target.",
  backedUp: ({ file, ...copied }) => `The backup is in ${file} and has been read through: ${counted.en(copied)}.`,
  erased: (removed, pseudonymised) =>
    `The person is erased. Documents removed: ${removed}. The name replaced by a pseudonym: ${pseudonymised}. Check that neither the files you import nor a source hold the person: they would come back.`,
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
