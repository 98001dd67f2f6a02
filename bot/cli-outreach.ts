import { type Config, ConfigError, loadConfig } from "./config.ts";
import { weekNumber } from "./domain/calendar.ts";
import type { Instant } from "./domain/organisation.ts";
import type { Language } from "./domain/vocabulary.ts";
import { examineService, examineTenant, type Finding, type Surroundings } from "./outreach/doctor.ts";
import { everyPurpose } from "./outreach/messages/every-purpose.ts";
import { tabLink } from "./outreach/messages/tab-link.ts";
import { createOutreach } from "./outreach/outreach.ts";
import { runUntilDone } from "./outreach/run-until-done.ts";
import type { TickCounts } from "./outreach/scheduler.ts";
import type { Store } from "./store/store.ts";
import { connectorToken } from "./teams/connector-token.ts";
import { connectorChannel } from "./teams/notify.ts";
import { tokenTrouble } from "./teams/token-trouble.ts";
import { silentLog } from "./telemetry.ts";
import { doctorText } from "./text/doctor.ts";
import { storeTroubleText } from "./text/store-trouble.ts";
import { loadDirectory } from "./use-cases/load-directory.ts";

// The commands that drive and examine outreach from outside the service.

/** `tick`: with the service's own configuration, at the time given or now. Stops cleanly on SIGTERM and Ctrl-C. */
export async function runTick(store: Store, tenantId: string, at: Instant | undefined): Promise<TickCounts> {
  const config = loadConfig(process.env);
  const startedAt = Date.now();
  const from = at === undefined ? startedAt : Date.parse(at);
  const outreach = createOutreach({
    store,
    channel: connectorChannel(tokenOf(config)),
    log: silentLog,
    clock: () => new Date(from + Date.now() - startedAt).toISOString(),
    purposes: everyPurpose(config.mode === "local", tabLink(config)),
    findsChats: config.mode !== "local",
  });
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  process.once("SIGTERM", stop).once("SIGINT", stop);
  try {
    return await runUntilDone(outreach, tenantId, stopping.signal);
  } finally {
    process.off("SIGTERM", stop).off("SIGINT", stop);
  }
}

function tokenOf(config: Config) {
  return config.bot === null ? async () => null : connectorToken(config.bot, config.entraAuthority);
}

export function describeTick(counts: TickCounts, language: Language): string {
  return doctorText[language].tick(counts.opened, counts.sent, counts.failed, counts.waiting);
}

/** What `doctor` found: what all share, and each municipality's own. */
export interface Examined {
  service: Finding[];
  tenants: { tenantId: string; name: string; findings: Finding[] }[];
}

/** `doctor`: what outreach stands on, and how this week is going in each of the municipalities. */
export async function runDoctor(store: Store, tenantIds: readonly string[]): Promise<Examined> {
  const now = new Date().toISOString();
  const service = await examineService(store, surroundings(), now);
  const tenants: Examined["tenants"] = [];
  if (service[0]?.health === "ok") {
    for (const tenantId of tenantIds) {
      const { name } = (await loadDirectory(store, tenantId)).settings;
      tenants.push({ tenantId, name, findings: await examineTenant(store, tenantId, now) });
    }
  }
  return { service, tenants };
}

/** What all share first; then each municipality, with its name above where there are several. */
export function describeExamined({ service, tenants }: Examined, language: Language): string {
  const parts = tenants.map(({ tenantId, name, findings }) => {
    const lines = describeFindings(findings, language);
    return tenants.length === 1 ? lines : `\n${doctorText[language].municipality(name, tenantId)}\n${lines}`;
  });
  return [describeFindings(service, language), ...parts].join("\n");
}

function surroundings(): Surroundings {
  try {
    const config = loadConfig(process.env);
    const { teamsAppId = null } = config;
    if (config.mode === "local") {
      const none = { appId: null, tabAppIdUri: null, teamsAppId };
      return { configuration: none, credentials: null, otherClock: null };
    }
    const token = tokenOf(config);
    return {
      configuration: { appId: config.bot.appId, tabAppIdUri: config.tabAppIdUri, teamsAppId },
      credentials: () => token().then(() => null, tokenTrouble),
      otherClock: () => clockOf(config.entraAuthority),
    };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { configuration: { sentence: error.message }, credentials: null, otherClock: null };
  }
}

async function clockOf(url: string): Promise<Instant> {
  const response = await fetch(url, { method: "HEAD", signal: AbortSignal.timeout(5_000) });
  return new Date(response.headers.get("date") ?? "").toISOString();
}

const signs = { ok: "✓", warn: "!", fail: "✗" };

/** One line a finding, and one a reason with what to do about it. */
export function describeFindings(findings: Finding[], language: Language): string {
  return findings.flatMap((finding) => linesOf(finding, language)).join("\n");
}

function linesOf(finding: Finding, language: Language): string[] {
  const [first = "", ...more] = sentences(finding, language);
  return [`${signs[finding.health]} ${first}`, ...more.map((line) => `    ${line}`)];
}

function sentences(finding: Finding, language: Language): string[] {
  const text = doctorText[language];
  const local = (instant: Instant) => formatInstant(instant, language);
  switch (finding.check) {
    case "store":
      if (finding.health === "ok") return [text.store(finding.milliseconds)];
      return [Object.values(storeTroubleText[language][finding.trouble]).join(" ")];
    case "clock":
      if (finding.health === "fail") return [text.clockFails(finding.skewSeconds ?? 0)];
      return [text.clock(local(finding.now), finding.skewSeconds)];
    case "configuration":
      return finding.health === "ok" ? text.configuration(finding) : [finding.sentence];
    case "credentials":
      if (finding.health === "ok") return [text.credentials];
      return [text.noToken.what(finding.number), text.noToken.todo[finding.trouble]];
    case "directory":
      return [finding.health === "ok" ? text.directory(finding.teams, finding.people) : text.directoryEmpty];
    case "schedule": {
      const { week, sendAt, remindAt, silent } = finding.schedule;
      if (sendAt === null) return [text.reasons.silent[silent ?? "noWorkingDay"]];
      return [text.sends(weekNumber(week), local(sendAt), remindAt === null ? null : local(remindAt))];
    }
    case "week": {
      const { planned, asked, delivered, answered } = finding.teams;
      return [text.week(planned, asked, delivered, answered)];
    }
    case "outbox": {
      const { oldest, underWay, byReason } = finding;
      if (oldest === null) return [text.outboxEmpty];
      const isTried = Object.keys(byReason).length > 0;
      const first = finding.health === "ok" || isTried ? text.outbox : text.outboxStuck;
      return [first(underWay, local(oldest)), ...countedReasons(byReason, language)];
    }
    case "gaps":
      return [...reasonLines("gaps", finding.byReason, language), ...gapNames(finding.teams, language)];
    default:
      return reasonLines(finding.check, finding.byReason, language);
  }
}

function reasonLines(
  check: "failed" | "unreachable" | "gaps",
  byReason: Record<string, number>,
  language: Language,
): string[] {
  const text = doctorText[language];
  const counts = Object.values(byReason);
  if (counts.length === 0) return [text.none[check]];
  const total = counts.reduce((sum, count) => sum + count, 0);
  return [
    text.some[check](total),
    ...countedReasons(byReason, language, check === "failed" ? text.reasons.gaveUp : {}),
  ];
}

const mostNames = 20;

/** Which teams: whoever runs Ombord can only help those that are named. */
function gapNames(teams: Record<string, string[]>, language: Language): string[] {
  const { more, reasons } = doctorText[language];
  return Object.entries(teams).map(([reason, names]) => {
    const rest = names.length - mostNames;
    const shown = [...names.slice(0, mostNames), ...(rest > 0 ? [more(rest)] : [])];
    return `${reasons.gap[reason as keyof typeof reasons.gap].what}: ${shown.join(", ")}`;
  });
}

/** `first` says what to do where that is not the usual. */
function countedReasons(
  byReason: Record<string, number>,
  language: Language,
  first: Readonly<Record<string, string>> = {},
): string[] {
  const { reason: reasons, gap } = doctorText[language].reasons;
  const known: Record<string, { what: string; todo: string }> = { ...reasons, ...gap };
  return Object.entries(byReason).map(
    ([reason, count]) => `${count} × ${known[reason]?.what ?? reason}. ${first[reason] ?? known[reason]?.todo ?? ""}`,
  );
}

function formatInstant(instant: Instant, language: Language): string {
  return new Intl.DateTimeFormat(language === "da" ? "da-DK" : "en-GB", {
    timeZone: "Europe/Copenhagen",
    weekday: "long",
    day: "numeric",
    month: "long",
    hour: "2-digit",
    minute: "2-digit",
  }).format(new Date(instant));
}
