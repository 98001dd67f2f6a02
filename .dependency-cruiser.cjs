// The import direction of the house. Left may be imported by right, never the other way:
// The tab has its own rule in biome.json: this tool cannot read .tsx without the old TypeScript API.
// domain ← text, store, cards ← use-cases ← teams, api, outreach, directory ← app ← main, cli, local
const from = (path, allowed, comment) => ({
  name: `only-downwards-${path.replaceAll(/\W+/g, "-")}`,
  comment,
  severity: "error",
  from: { path: `^bot/${path}` },
  to: { path: "^(bot|tab|test)/", pathNot: allowed },
});

const root = "^bot/(errors|channel)\\.ts$";
const lower = ["^bot/domain/", root];
const middle = [...lower, "^bot/text/", "^bot/store/", "^bot/cards/"];
const upper = [...middle, "^bot/use-cases/", "^bot/(telemetry|config|metrics|read-body|person-pace)\\.ts$"];

const onlyIn = (name, module, place) => ({
  name,
  severity: "error",
  from: { path: "^(bot|tab)/", pathNot: place },
  to: { path: module },
});

module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    from("domain/", ["^bot/domain/"], "domain imports nothing else of the project"),
    from("text/", [...lower, "^bot/text/"]),
    from("store/", [...lower, "^bot/store/"]),
    from("cards/", [...lower, "^bot/text/", "^bot/cards/"]),
    from("use-cases/", [...middle, "^bot/use-cases/"]),
    from("teams/", [...upper, "^bot/teams/"]),
    from("api/", [...upper, "^bot/api/"]),
    from("outreach/", [...upper, "^bot/outreach/"]),
    from("directory/", [...upper, "^bot/directory/"]),
    from("app\\.ts$", ["^bot/(?!local/|main|cli)"]),
    { name: "nobody-imports-tests", severity: "error", from: { path: "^(bot|tab)/" }, to: { path: "^test/" } },
    onlyIn("botbuilder-in-one-folder", "node_modules/botbuilder", "^bot/teams/"),
    onlyIn("telemetry-in-one-file", "node_modules/(applicationinsights|@opentelemetry)", "^bot/azure-monitor\\.ts$"),
    onlyIn("cosmos-in-its-files", "node_modules/@azure/(cosmos|core-rest-pipeline)", "^bot/store/cosmos/"),
    onlyIn("sqlite-in-one-file", "^(node:)?sqlite$", "^bot/store/sqlite/file\\.ts$"),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    // The parser does not read JSX; Biome holds the tab's components to the same rule (noRestrictedImports).
    exclude: { path: "^(dist|\\.data|\\.artifacts)/|\\.tsx$" },
    parser: "swc",
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default"],
      extensions: [".ts", ".tsx", ".js"],
    },
  },
};
