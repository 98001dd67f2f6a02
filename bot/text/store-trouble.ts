import type { StoreTrouble } from "../domain/store-trouble.ts";
import type { Language } from "../domain/vocabulary.ts";

interface Trouble {
  what: string;
  todo: string;
}

const da: Record<StoreTrouble, Trouble> = {
  full: {
    what: "Disken er fuld. Det gamle kan læses, men intet nyt bliver gemt.",
    todo: "Gør plads på den disk, som databasen ligger på.",
  },
  readOnly: {
    what: "Databasen kan læses, men ikke skrives i.",
    todo: "Giv tjenestens konto skriveadgang til filen og dens mappe, og se, at disken ikke er skrivebeskyttet eller i stykker.",
  },
  damaged: { what: "Databasens fil er beskadiget.", todo: "Stop tjenesten, og læg den seneste backup på plads." },
  moved: {
    what: "Databasens fil er slettet, flyttet eller byttet ud, mens tjenesten kørte.",
    todo: "Stop tjenesten, læg den rigtige fil på plads, og start tjenesten igen.",
  },
  locked: { what: "En anden proces holder databasen låst.", todo: "Stop den anden proces." },
  missing: {
    what: "Databasen eller dens container »ombord« findes ikke.",
    todo: "Gendan den, eller ret STORE og COSMOS_DATABASE.",
  },
  refused: {
    what: "Databasen afviser tjenesten.",
    todo: "Giv tjenestens identitet dens rolle i Cosmos DB igen, og se, om netværket er lukket for den.",
  },
  throttled: {
    what: "Databasen beder os sætte farten ned.",
    todo: "Vent lidt. Bliver det ved, så hæv grænsen for RU/s i Cosmos DB.",
  },
  silent: { what: "Databasen svarer ikke.", todo: "Tjek STORE, og at databasen kører." },
};

const en: typeof da = {
  full: {
    what: "The disk is full. What is old can be read, but nothing new is kept.",
    todo: "Make room on the disk that the database is on.",
  },
  readOnly: {
    what: "The database can be read but not written.",
    todo: "Give the service's account write permission to the file and its folder, and see that the disk is not write-protected or broken.",
  },
  damaged: { what: "The database's file is damaged.", todo: "Stop the service and put the latest backup in place." },
  moved: {
    what: "The database's file was deleted, moved or replaced while the service was running.",
    todo: "Stop the service, put the right file in place, and start the service again.",
  },
  locked: { what: "Another process keeps the database locked.", todo: "Stop the other process." },
  missing: {
    what: 'The database or its container "ombord" does not exist.',
    todo: "Restore it, or correct STORE and COSMOS_DATABASE.",
  },
  refused: {
    what: "The database refuses the service.",
    todo: "Give the service's identity its role in Cosmos DB again, and see whether the network is closed to it.",
  },
  throttled: {
    what: "The database asks us to slow down.",
    todo: "Wait a little. If it goes on, raise the limit of RU/s in Cosmos DB.",
  },
  silent: { what: "The store does not answer.", todo: "Check STORE, and that the database is running." },
};

/** What keeps the store from working, and what the operator does about it. */
export const storeTroubleText: Record<Language, typeof da> = { da, en };

/** What somebody in the tab is told whom it hits, by `store.<trouble>`; `{reference}` is replaced. */
export function storeErrors(language: Language): Record<string, string> {
  const sentence = {
    da: "Ombord kan ikke bruge sin database lige nu.",
    en: "Ombord cannot use its database right now.",
  };
  const again = { da: "Prøv igen om lidt.", en: "Try again in a moment." };
  return Object.fromEntries(
    Object.entries(storeTroubleText[language]).map(([trouble, { what }]) => [
      `store.${trouble}`,
      `${sentence[language]} ${what} ${again[language]} (Reference {reference})`,
    ]),
  );
}
