import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { SourcesAnswer, SourcesChoice } from "../../../bot/api/contract.ts";
import { useSession } from "../../session.ts";

/** Stores what is chosen and joined by hand. */
export function useChoice() {
  const { api } = useSession();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (choice: SourcesChoice) => api.send<SourcesAnswer>("PUT", "/api/admin/sources", choice),
    onSuccess: (answer) => queries.setQueryData(["sources"], answer),
  });
}
