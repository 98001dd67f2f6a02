import { createContext, useContext } from "react";
import type { Me } from "../bot/api/contract.ts";
import type { TabText } from "../bot/text/tab-da.ts";
import type { Api } from "./api.ts";
import type { Host } from "./host.ts";

/** What every page works with. */
export interface Session {
  host: Host;
  api: Api;
  text: TabText;
}

export const SessionContext = createContext<Session | null>(null);
export const MeContext = createContext<Me | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error("A page outside the session");
  return session;
}

export function useMe(): Me {
  const me = useContext(MeContext);
  if (me === null) throw new Error("A page without a person");
  return me;
}

/** The number in "uge 47". */
export function weekNumber(week: string): number {
  return Number(week.slice(6));
}

/** Dates as they are written where the person reads, in the municipality's own time zone. */
export function dateFormat(locale: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "Europe/Copenhagen",
  });
}
