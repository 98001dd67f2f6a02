import { useQuery } from "@tanstack/react-query";
import type { CitizenCasesAnswer } from "../../../bot/api/contract.ts";
import { ErrorState, Loading } from "../../components/states.tsx";
import { useSession } from "../../session.ts";
import { CaseForm } from "../citizens/case-form.tsx";
import { useNoted } from "../citizens/use-noted.ts";

/** The form of *Borgere*, without leaving the week. */
export function NoteCitizen({ onDone }: { onDone: () => void }) {
  const { api } = useSession();
  const noted = useNoted(onDone);
  const cases = useQuery({
    queryKey: ["citizen-choices"],
    queryFn: ({ signal }) => api.get<CitizenCasesAnswer>("/api/citizen-cases?show=start&limit=1", signal),
  });
  if (cases.isPending) return <Loading />;
  if (cases.isError) return <ErrorState error={cases.error} onRetry={() => void cases.refetch()} />;
  return <CaseForm teams={cases.data.teams} usual={cases.data.usual} onSaved={noted} onCancel={onDone} />;
}
