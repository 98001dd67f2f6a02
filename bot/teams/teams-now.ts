import { type Directory, teamNow } from "../domain/organisation.ts";

const teamFields = new Set(["team", "teamId"]);

/** What a card sends back, with the team that is there now for one that another has taken the place of: cards outlive teams. */
export function withTeamsNow(directory: Directory, data: unknown): unknown {
  if (typeof data !== "object" || data === null || Array.isArray(data)) return data;
  const entries = Object.entries(data).map(([field, value]) => {
    if (teamFields.has(field) && typeof value === "string") return [field, teamNow(directory, value)];
    return [field, field === "origin" ? withTeamsNow(directory, value) : value];
  });
  return Object.fromEntries(entries);
}
