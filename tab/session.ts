import { createContext, useContext } from "react";
import type { Me } from "../bot/api/contract.ts";
import type { TabText } from "../bot/text/da/tab.ts";
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
