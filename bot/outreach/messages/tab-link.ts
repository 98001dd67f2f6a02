import type { Config } from "../../config.ts";

/** Where a path of the tab (`/barriers/…`) is opened from a card; null where nobody has said which app it is. */
export type TabLink = (path: string) => string | null;

/**
 * In Teams a link names the app in the manifest and the place within it (*deep links to a tab*, Microsoft's documentation);
 * in local mode the tab is a page of its own.
 */
export function tabLink(config: Pick<Config, "mode" | "publicUrl" | "teamsAppId">): TabLink {
  const { mode, publicUrl, teamsAppId } = config;
  if (mode === "local") return (path) => `${publicUrl}/tab${path}`;
  if (teamsAppId === undefined) return () => null;
  return (path) => {
    const context = encodeURIComponent(JSON.stringify({ subEntityId: path }));
    return `https://teams.microsoft.com/l/entity/${teamsAppId}/${personalTab}?context=${context}`;
  };
}

/** `entityId` in appPackage/manifest.json. */
const personalTab = "ombord";
