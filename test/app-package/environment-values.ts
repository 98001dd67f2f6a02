/** What a provisioned environment file holds. */
export const environmentValues = {
  TEAMS_APP_ID: "11111111-2222-4333-8444-555555555555",
  BOT_ID: "66666666-7777-4888-9999-000000000000",
  TAB_DOMAIN: "ombord-havnby.example",
  DEVELOPER_NAME: "Havnby Kommune",
  WEBSITE_URL: "https://www.havnby.example/ombord",
  PRIVACY_URL: "https://www.havnby.example/ombord/databeskyttelse",
  TERMS_URL: "https://www.havnby.example/ombord/vilkaar",
};
