import { useQuery } from "@tanstack/react-query";
import type { CriteriaAnswer, IdeasAnswer } from "../../../bot/api/contract.ts";
import type { CitizenReasonGroup } from "../../../bot/domain/vocabulary.ts";
import { useSession } from "../../session.ts";
import { CriteriaWords } from "./criteria-words.tsx";
import { citizenSteps } from "./steps-text.ts";

/** What has worked for a group of reasons and a solution, as far as they are named. */
export function useIdeas(asked: { solutionId?: string; group?: CitizenReasonGroup | undefined }, isAsked = true) {
  const { api } = useSession();
  const given = Object.entries({ solution: asked.solutionId ?? "", group: asked.group ?? "" });
  const search = new URLSearchParams(given.filter(([, value]) => value !== ""));
  return useQuery({
    queryKey: ["citizen-ideas", search.toString()],
    queryFn: ({ signal }) => api.get<IdeasAnswer>(`/api/citizen-ideas?${search}`, signal),
    enabled: isAsked,
  });
}

/** One line while a note is written: what has helped before, else an idea. */
export function HelpedBefore({ solutionId, group }: { solutionId: string; group: CitizenReasonGroup | undefined }) {
  const { text } = useSession();
  const words = citizenSteps(text);
  const ideas = useIdeas({ solutionId, group }, group !== undefined);
  if (group === undefined) return null;
  const [way] = ideas.data?.worked ?? [];
  const idea = words.ideas.find(({ groups }) => groups.includes(group));
  if (way === undefined && idea === undefined) return null;
  const line =
    way === undefined
      ? words.inspire.lineIdea(idea?.words ?? "")
      : words.inspire.line(text.vocabulary.citizenAlternative[way.id]);
  return <p className="notice">{line}</p>;
}

/** What is agreed about the solution where the team is. */
export function Agreed({ teamId, solutionId }: { teamId: string; solutionId: string }) {
  const { api, text } = useSession();
  const agreed = useQuery({
    queryKey: ["criteria", teamId],
    queryFn: ({ signal }) => api.get<CriteriaAnswer>(`/api/criteria?team=${encodeURIComponent(teamId)}`, signal),
    enabled: teamId !== "" && solutionId !== "",
  });
  const criteria = agreed.data?.items.find((one) => one.solutionId === solutionId);
  if (solutionId === "" || criteria === undefined) return null;
  return (
    <section className="boxed" aria-label={citizenSteps(text).criteria.here}>
      <CriteriaWords criteria={criteria} />
    </section>
  );
}
