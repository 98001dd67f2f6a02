import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { parseBicep } from "./bicep.ts";

// The queries of `infra`, read by the query language's own parser (Microsoft's @kusto/language-service-next).

/** What this file uses of the package, whose own declarations are 1.8 MB of every name there is. */
interface Kusto {
  Language: {
    GlobalState: { Default: { WithDatabase(database: unknown): unknown } };
    KustoCode: { ParseAndAnalyze(text: string, globals: unknown): Code };
    Symbols: {
      TableSymbol: { $ctor7: new (name: string, schema: string, description: null) => unknown };
      DatabaseSymbol: { ctor: new (name: string, members: unknown[]) => unknown };
    };
    Syntax: { SyntaxElement: { WalkNodes(root: unknown, visit: (node: SyntaxNode) => void): void } };
  };
}
interface Code {
  Syntax: unknown;
  ResultType: { Columns: unknown } | null;
  GetDiagnostics(): unknown;
}
interface SyntaxNode {
  TextStart: number;
  Width: number;
  ReferencedSymbol?: { Name: string } | null;
  LiteralValue?: unknown;
}
interface Bridge {
  toArray<T>(list: unknown): T[];
}

const require = createRequire(import.meta.url);
require("@kusto/language-service-next/bridge.min.js");
require("@kusto/language-service-next/Kusto.Language.Bridge.min.js");
const { Kusto, Bridge } = globalThis as unknown as { Kusto: Kusto; Bridge: Bridge };

/** Every table of Application Insights in a workspace has these. */
const common =
  "AppRoleInstance:string, AppRoleName:string, AppVersion:string, _BilledSize:real, ClientBrowser:string, " +
  "ClientCity:string, ClientCountryOrRegion:string, ClientIP:string, ClientModel:string, ClientOS:string, " +
  "ClientStateOrProvince:string, ClientType:string, IKey:string, _IsBillable:string, ItemCount:int, Name:string, " +
  "OperationId:string, OperationName:string, ParentId:string, Properties:dynamic, ResourceGUID:string, " +
  "_ResourceId:string, SDKVersion:string, SessionId:string, SourceSystem:string, _SubscriptionId:string, " +
  "SyntheticSource:string, TenantId:string, TimeGenerated:datetime, Type:string, UserAccountId:string, " +
  "UserAuthenticatedId:string, UserId:string";
const timed =
  "DurationMs:real, Id:string, Measurements:dynamic, ReferencedItemId:string, ReferencedType:string, " +
  "ResultCode:string, Success:bool";
/** The columns as Microsoft's reference of Azure Monitor's tables lists them (azure-monitor/reference/tables). */
const tables = {
  AppMetrics: `${common}, Max:real, Min:real, Sum:real`,
  AppRequests: `${common}, ${timed}, Source:string, Url:string`,
  AppDependencies: `${common}, ${timed}, Data:string, DependencyType:string, Target:string`,
};

const { Symbols, GlobalState, KustoCode, Syntax } = Kusto.Language;
const workspace = GlobalState.Default.WithDatabase(
  new Symbols.DatabaseSymbol.ctor(
    "workspace",
    Object.entries(tables).map(([name, columns]) => new Symbols.TableSymbol.$ctor7(name, `(${columns})`, null)),
  ),
);

const analysed = new Map<string, Code>();

function analyse(query: string): Code {
  const known = analysed.get(query) ?? KustoCode.ParseAndAnalyze(query, workspace);
  analysed.set(query, known);
  return known;
}

/** What the language says against a query: nothing, when it can be run. */
export function queryFaults(query: string): string[] {
  const code = analyse(query);
  return Bridge.toArray<{ Message: string }>(code.GetDiagnostics()).map(({ Message }) => Message);
}

/** The columns that a query answers with, such as `Value:real`. */
export function answeredColumns(query: string): string[] {
  const { ResultType } = analyse(query);
  const columns = Bridge.toArray<{ Name: string; Type: { Name: string } }>(ResultType?.Columns ?? []);
  return columns.map(({ Name, Type }) => `${Name}:${Type.Name}`);
}

/** What a query reads: columns and where they stand, names below `Properties`, and every text in quotes. */
export function readBy(query: string): {
  columns: { name: string; start: number }[];
  properties: string[];
  texts: string[];
} {
  const columns: { name: string; start: number }[] = [];
  const properties: string[] = [];
  const texts: string[] = [];
  Syntax.SyntaxElement.WalkNodes(analyse(query).Syntax, (node) => {
    const text = query.slice(node.TextStart, node.TextStart + node.Width);
    if (typeof node.LiteralValue === "string") texts.push(node.LiteralValue);
    const [, dotted, quoted] = /^Properties(?:\.(\w+)|\[["'](\w+)["']\])$/.exec(text) ?? [];
    if (dotted ?? quoted) properties.push(dotted ?? quoted ?? "");
    const isName = /^\w+$/.test(text) && node.ReferencedSymbol?.Name === text;
    if (
      isName &&
      Object.values(tables).some((table) => table.split(", ").some((column) => column.startsWith(`${text}:`)))
    )
      columns.push({ name: text, start: node.TextStart });
  });
  return { columns, properties: [...new Set(properties)], texts: [...new Set(texts)] };
}

/** Every query of `infra`, with where it stands. */
export async function everyQuery(): Promise<{ where: string; query: string; isAlert: boolean }[]> {
  const alerts = await parseBicep("alerts.bicep");
  const inAlerts = alerts.descendantsOfType("object_property").flatMap((node) => {
    const [name, value] = [node?.namedChild(0)?.text, node?.namedChild(1)];
    if (name !== "query" || value?.type !== "string") return [];
    return [{ where: "alerts.bicep", query: value.text.slice(1, -1).replaceAll("\\'", "'"), isAlert: true }];
  });
  const workbook: { items: { name: string; content: { query?: string } }[] } = JSON.parse(
    readFileSync(new URL("../../infra/workbook.json", import.meta.url), "utf8"),
  );
  const inWorkbook = workbook.items.flatMap(({ name, content: { query } }) =>
    query === undefined ? [] : [{ where: name, query, isAlert: false }],
  );
  return [...inAlerts, ...inWorkbook];
}
