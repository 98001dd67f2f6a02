import { type FileName, fileColumns, type SourceFile } from "../../bot/directory/files.ts";

export const ids = {
  anna: "00000000-0000-4000-8000-00000000000a",
  bo: "00000000-0000-4000-8000-00000000000b",
};

/** A small municipality without mistakes: the rows of each file, without their header. */
export const sound = {
  areas: ["care;Ældre;", "north;Nord;care"],
  teams: ["north-day;Nord, dag;north", "north-eve;Nord, aften;north"],
  people: [`${ids.anna};anna@by.example;Anna Ø;da`, `${ids.bo};bo@by.example;Bo;en`],
  roles: [`${ids.anna};leader;north-day;;`, `${ids.bo};standIn;north-day;2026-01-01;2026-12-31`, `${ids.bo};admin;*;;`],
  solutions: [
    "video;Skærmbesøg;care=skærm|besøg på skærm;mainRoad;inUse;no;kørte besøg;20;",
    "notes;Journal;journalen;mainRoad;inUse;yes;;;5F0C2A9E-6D1B-4C3E-9A57-2B8D4E6F1A01",
  ],
  rollouts: ["video;north-day;inUse;2026-01-05;;", "notes;north-day;exception;;Papir nu;2027-01-01"],
  settings: ["name;By Kommune", "quiet_weeks;7, 42", "closing_days;24/12,2026-05-15", "check_in_weekday;Tirsdag"],
} satisfies Record<FileName, string[]>;

export type DirectoryText = { [F in FileName]?: string[] };

/** The files as a user would save them: with their header, in UTF-8. */
export function csvFiles(rows: DirectoryText): SourceFile[] {
  return Object.entries(rows).map(([name, lines]) => {
    const header = fileColumns[name as FileName].join(";");
    return csvFile(`${name}.csv`, `${[header, ...lines].join("\r\n")}\r\n`);
  });
}

export function csvFile(name: string, content: string | Uint8Array): SourceFile {
  return { name, bytes: typeof content === "string" ? new TextEncoder().encode(content) : content };
}
