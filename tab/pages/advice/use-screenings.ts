import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ScreeningChangeBody, ScreeningsAnswer } from "../../../bot/api/contract.ts";
import type { ScreenedKind } from "../../../bot/domain/vocabulary.ts";
import { useSay } from "../../components/say.tsx";
import { useSession } from "../../session.ts";

/** What has been asked about something, for whoever may ask about it. */
export function useScreenings(about: ScreenedKind, id: string) {
  const { api } = useSession();
  return useQuery({
    queryKey: ["screenings", about, id],
    queryFn: ({ signal }) =>
      api.get<ScreeningsAnswer>(`/api/screenings?about=${about}&id=${encodeURIComponent(id)}`, signal),
  });
}

/** Answers, takes back or takes the words out; `said` tells what came of it. */
export function useChangeScreening(id: string, said: string, onDone?: () => void) {
  const { api } = useSession();
  const queries = useQueryClient();
  const say = useSay();
  return useMutation({
    mutationFn: (body: ScreeningChangeBody) =>
      api.send<ScreeningsAnswer>("PATCH", `/api/screenings/${encodeURIComponent(id)}`, body),
    onSuccess: () => {
      say({ words: said });
      void queries.invalidateQueries({ queryKey: ["screenings"] });
      onDone?.();
    },
  });
}
