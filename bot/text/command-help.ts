import type { Language } from "../domain/vocabulary.ts";

// What `--help` says of every command: what it does, its options and one example.

export const commandNames = ["import", "sync", "tick", "doctor", "export", "erase", "backup", "copy"] as const;
export type CommandName = (typeof commandNames)[number];

export const optionNames = [
  "dry-run",
  "confirm",
  "person",
  "yes",
  "now",
  "from",
  "to",
  "continue",
  "tenant",
  "all",
  "language",
  "json",
  "help",
] as const;
export type OptionName = (typeof optionNames)[number];

/** What a command takes: the words after its name, and its options beside those that every command has. */
export interface CommandShape {
  /** Names of the words after the command, such as `folder`. */
  words: readonly ("directory" | "file")[];
  options: readonly OptionName[];
  /** Those of them without which there is nothing to do. */
  required?: readonly OptionName[];
}

export const commandShapes: Record<CommandName, CommandShape> = {
  import: { words: ["directory"], options: ["dry-run", "confirm", "tenant"] },
  sync: { words: [], options: ["dry-run", "confirm", "tenant"] },
  tick: { words: [], options: ["now", "tenant"] },
  doctor: { words: [], options: ["tenant", "all"] },
  export: { words: [], options: ["person", "tenant"], required: ["person"] },
  erase: { words: [], options: ["person", "yes", "tenant"], required: ["person"] },
  backup: { words: ["file"], options: [] },
  copy: { words: [], options: ["from", "to", "continue", "tenant"], required: ["from", "to"] },
};
export const sharedOptions: readonly OptionName[] = ["language", "json", "help"];

const run = "npm run -s ombord --";

const da = {
  titles: { use: "Brug", command: "kommando", commands: "Kommandoer", options: "Valg", example: "Eksempel" },
  more: `Skriv ${run} <kommando> --help for at se, hvad en kommando gør, dens valg og et eksempel.`,
  words: { directory: "<mappe eller regneark>", file: "<ny fil>" },
  options: {
    "dry-run": { value: "", does: "Viser, hvad der ville ske, og gemmer intet." },
    confirm: {
      value: "",
      does: "Udfaser også, når det er usædvanlig meget: over en tiendedel og mere end tre af en slags.",
    },
    person: { value: "<upn>", does: "Personens upn eller id i Entra." },
    yes: { value: "", does: "Spørger ikke først. Til programmer." },
    now: { value: "<tidspunkt>", does: "Sætter uret, for eksempel 2026-11-16T08:00:00Z. Kun til prøver." },
    from: { value: "<lager>", does: "Hvor der læses: sqlite:<fil> eller cosmos:<adresse>." },
    to: { value: "<lager>", does: "Hvor der skrives: sqlite:<fil> eller cosmos:<adresse>." },
    continue: { value: "", does: "Gør en kopiering færdig, der blev afbrudt: Der må være noget i målet." },
    tenant: { value: "<id>", does: "Hvilken kommune: id'et på dens tenant i Entra. Kan udelades, når der kun er én." },
    all: { value: "", does: "Alle kommuner, som tjenesten er sat op til." },
    language: { value: "<da|en>", does: "Sproget i svaret. Standard: da." },
    json: { value: "", does: "Svarer i JSON. Til programmer." },
    help: { value: "", does: "Viser denne hjælp." },
  } satisfies Record<OptionName, { value: string; does: string }>,
  commands: {
    import: {
      does: "Læser organisationen ind: en mappe med CSV-filer eller et regneark. Alt bliver gemt eller intet. Det, der ikke længere står i filerne, udgår.",
      example: "import organisation/ --dry-run",
    },
    sync: {
      does: "Henter organisationen fra de kilder, der er sat op, og læser det ind, der er valgt. Tjenesten gør det selv hver nat.",
      example: "sync --dry-run",
    },
    tick: {
      does: "Sender det, der er forfaldent nu, og slutter. Tjenesten gør det selv hvert tiende sekund.",
      example: "tick",
    },
    doctor: {
      does: "Ser efter, om alt det, Ombord står på, er i orden, hvordan ugen går, og hvilke teams der ikke kan spørges. Ændrer intet.",
      example: "doctor --all",
    },
    export: {
      does: "Samler alt, der er gemt om en person, i JSON (indsigt, artikel 15).",
      example: "export --person mette.holm@havnby.example > mette.json",
    },
    erase: {
      does: "Sletter en person og fjerner id, navn og upn fra det, der bliver stående (artikel 17). Viser først, hvad der sker, og spørger.",
      example: "erase --person mette.holm@havnby.example",
    },
    backup: {
      does: "Kopierer alt i lageret til én ny fil, også mens tjenesten kører, og læser filen igennem.",
      example: "backup ombord-backup.db",
    },
    copy: {
      does: "Kopierer kommuner fra et lager til et andet og sammenligner de to sider. Stop tjenesten først.",
      example: "copy --from sqlite:.data/ombord.db --to cosmos:https://konto.documents.azure.com:443/",
    },
  } satisfies Record<CommandName, { does: string; example: string }>,
  mistakes: {
    noCommand: "Sig, hvad der skal gøres.",
    unknownCommand: (name: string) => `Der er ingen kommando, der hedder ${name}.`,
    unreadable: "Det kunne ikke læses:",
    words: (command: string) => `${command} kan ikke bruges sådan.`,
    notTaken: (option: string, command: string) => `${command} tager ikke imod --${option}.`,
    language: "--language er da eller en.",
    now: "--now er et tidspunkt som 2026-11-16T08:00:00Z.",
    person: "Sig hvem med --person <upn>.",
    places: "Sig to steder med --from og --to: sqlite:<fil> eller cosmos:<adresse>.",
    tenant: "Sig hvilken kommune med --tenant <id på dens tenant i Entra>.",
    noTenantId: (given: string) =>
      `--tenant er id'et på en tenant i Entra, for eksempel 1b4e28ba-2fa1-4d3b-a3f5-ef19b5a7633b, ikke "${given}".`,
    notServed: (given: string, served: readonly string[]) =>
      `Kommunen ${given} er ikke sat op her. ${served.length === 0 ? "Ingen er: Sæt ALLOWED_TENANTS." : `Det er: ${served.join(", ")}.`}`,
    tenantOrAll: "Sig hvilken kommune med --tenant <id på dens tenant i Entra>, eller tag dem alle med --all.",
    noTenants: "Sig hvilken kommune med --tenant <id på dens tenant i Entra>, eller sæt ALLOWED_TENANTS.",
    jsonAsks: "Med --json bliver der ikke spurgt først: Skriv også --yes.",
  },
};

const en: typeof da = {
  titles: { use: "Usage", command: "command", commands: "Commands", options: "Options", example: "Example" },
  more: `Write ${run} <command> --help for what a command does, its options and an example.`,
  words: { directory: "<folder or workbook>", file: "<new file>" },
  options: {
    "dry-run": { value: "", does: "Shows what would happen, and stores nothing." },
    confirm: {
      value: "",
      does: "Retires also where it is unusually much: over a tenth and more than three of a kind.",
    },
    person: { value: "<upn>", does: "The person's upn or id in Entra." },
    yes: { value: "", does: "Does not ask first. For programs." },
    now: { value: "<instant>", does: "Sets the clock, such as 2026-11-16T08:00:00Z. For trials only." },
    from: { value: "<store>", does: "Where to read: sqlite:<file> or cosmos:<endpoint>." },
    to: { value: "<store>", does: "Where to write: sqlite:<file> or cosmos:<endpoint>." },
    continue: { value: "", does: "Finishes a copy that was cut short: the target may hold something." },
    tenant: {
      value: "<id>",
      does: "Which municipality: the id of its tenant in Entra. Not needed where there is one.",
    },
    all: { value: "", does: "Every municipality that the service is set up for." },
    language: { value: "<da|en>", does: "The language of the answer. Default: da." },
    json: { value: "", does: "Answers in JSON. For programs." },
    help: { value: "", does: "Shows this help." },
  },
  commands: {
    import: {
      does: "Reads the organisation: a folder of CSV files, or a workbook. All of it is stored or nothing. What is no longer in the files is retired.",
      example: "import organisation/ --dry-run",
    },
    sync: {
      does: "Reads the organisation from the sources that are set up, and takes in what has been chosen. The service does so itself every night.",
      example: "sync --dry-run",
    },
    tick: {
      does: "Sends what is due now, and ends. The service does so itself every ten seconds.",
      example: "tick",
    },
    doctor: {
      does: "Looks at everything that Ombord stands on, how the week is going, and which teams cannot be asked. Changes nothing.",
      example: "doctor --all",
    },
    export: {
      does: "Gathers everything stored about one person, as JSON (access, article 15).",
      example: "export --person mette.holm@havnby.example > mette.json",
    },
    erase: {
      does: "Erases a person, and takes id, name and upn out of what stays (article 17). Shows first what will happen, and asks.",
      example: "erase --person mette.holm@havnby.example",
    },
    backup: {
      does: "Copies everything in the store to one new file, also while the service runs, and reads the file through.",
      example: "backup ombord-backup.db",
    },
    copy: {
      does: "Copies municipalities from one store to another, and compares the two sides. Stop the service first.",
      example: "copy --from sqlite:.data/ombord.db --to cosmos:https://account.documents.azure.com:443/",
    },
  },
  mistakes: {
    noCommand: "Say what to do.",
    unknownCommand: (name) => `There is no command called ${name}.`,
    unreadable: "This could not be read:",
    words: (command) => `${command} cannot be used like this.`,
    notTaken: (option, command) => `${command} does not take --${option}.`,
    language: "--language is da or en.",
    now: "--now is an instant such as 2026-11-16T08:00:00Z.",
    person: "Say who with --person <upn>.",
    places: "Say two places with --from and --to: sqlite:<file> or cosmos:<endpoint>.",
    tenant: "Say which municipality with --tenant <id of its tenant in Entra>.",
    noTenantId: (given: string) =>
      `--tenant is the id of a tenant in Entra, such as 1b4e28ba-2fa1-4d3b-a3f5-ef19b5a7633b, not "${given}".`,
    notServed: (given: string, served: readonly string[]) =>
      `The municipality ${given} is not set up here. ${served.length === 0 ? "None is: set ALLOWED_TENANTS." : `Set up: ${served.join(", ")}.`}`,
    tenantOrAll: "Say which municipality with --tenant <id of its tenant in Entra>, or take them all with --all.",
    noTenants: "Say which municipality with --tenant <id of its tenant in Entra>, or set ALLOWED_TENANTS.",
    jsonAsks: "With --json nobody is asked first: write --yes too.",
  },
};

const texts: Record<Language, typeof da> = { da, en };

export function commandMistakes(language: Language): typeof da.mistakes {
  return texts[language].mistakes;
}

/** Every command with what it does, in short. */
export function overviewHelp(language: Language): string {
  const { titles, commands, more } = texts[language];
  const lines = commandNames.map((name) => `  ${name.padEnd(9)}${firstSentence(commands[name].does)}`);
  return [`${titles.use}: ${run} <${titles.command}>`, "", `${titles.commands}:`, ...lines, "", more].join("\n");
}

/** What one command does, its options and one example. */
export function commandHelp(name: CommandName, language: Language): string {
  const { titles, commands, options, words } = texts[language];
  const { does, example } = commands[name];
  const shape = commandShapes[name];
  const spelled = (option: OptionName) =>
    [`--${option}`, options[option].value].filter((part) => part !== "").join(" ");
  const usage = [
    name,
    ...shape.words.map((word) => words[word]),
    ...shape.options.map((one) => (shape.required?.includes(one) ? spelled(one) : `[${spelled(one)}]`)),
  ];
  const lines = [...shape.options, ...sharedOptions].map((one) => `  ${spelled(one).padEnd(20)}${options[one].does}`);
  return [
    does,
    "",
    `${titles.use}: ${run} ${usage.join(" ")}`,
    "",
    `${titles.options}:`,
    ...lines,
    "",
    `${titles.example}: ${run} ${example}`,
  ].join("\n");
}

function firstSentence(text: string): string {
  const [, first = text] = /^(.+?[.])(?:\s|$)/.exec(text) ?? [];
  return first;
}
