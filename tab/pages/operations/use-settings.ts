import { useQuery } from "@tanstack/react-query";
import type { SettingsAnswer } from "../../../bot/api/contract.ts";
import { useSession } from "../../session.ts";

/** The municipality's settings, for the forms that each change a part of them. */
export function useSettings() {
  const { api } = useSession();
  return useQuery({
    queryKey: ["settings"],
    queryFn: ({ signal }) => api.get<SettingsAnswer>("/api/admin/settings", signal),
  });
}
