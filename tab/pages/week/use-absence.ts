import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { AbsenceAnswer, AbsenceOutcome, NewAbsence } from "../../../bot/api/contract.ts";
import { useSay } from "../../components/say.tsx";
import { useSession } from "../../session.ts";

const absenceKey = ["absence"];

/** When the reader is away, and who is asked meanwhile. */
export function useAbsence() {
  const { api } = useSession();
  return useQuery({
    queryKey: absenceKey,
    queryFn: ({ signal }) => api.get<AbsenceAnswer>("/api/absence", signal),
  });
}

/** Changes it; what came of it is told, and taken back with one press. */
export function useSetAbsence(onDone: () => void = () => undefined) {
  const { api, text } = useSession();
  const queries = useQueryClient();
  const say = useSay();
  const words = text.myWeek.absence;
  const put = (body: NewAbsence) => api.send<AbsenceOutcome>("PUT", "/api/absence", body);
  const show = ({ before: _, ...absence }: AbsenceOutcome) => {
    queries.setQueryData<AbsenceAnswer>(absenceKey, absence);
    void queries.invalidateQueries({ queryKey: ["check-ins"] });
  };
  const takeBack = async ({ periods, before }: AbsenceOutcome) => {
    try {
      const outcome = await put({ kind: "undo", after: periods, before });
      show(outcome);
      // What was changed since stands.
      const isBack = JSON.stringify(outcome.periods) === JSON.stringify(before);
      say({ words: isBack ? words.takenBack : words.changedSince });
    } catch {
      say({ words: text.state.offline });
    }
  };
  const sentences: Record<NewAbsence["kind"], string> = {
    away: words.isSet,
    back: words.isBack,
    cancel: words.cancelled,
    undo: words.takenBack,
  };
  return useMutation({
    mutationFn: put,
    onSuccess: (outcome, { kind }) => {
      show(outcome);
      say({ words: sentences[kind], undo: () => void takeBack(outcome) });
      onDone();
    },
  });
}
