import { Button } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useId } from "react";
import type { LearningsAnswer, LearningsKept } from "../../../bot/api/contract.ts";
import { Failure } from "../../components/failure.tsx";
import { useSay } from "../../components/say.tsx";
import { useSession } from "../../session.ts";
import { capital } from "../barriers/words.ts";
import { trialWords } from "./words.ts";

const TakeIn = lazy(async () => ({ default: (await import("./take-in.tsx")).TakeIn }));

type Learned = LearningsAnswer["learnings"][number];

/** What other municipalities have learned, as it was sent; those who may take files in and out. */
export function Foreign({ learnings, all, mayKeep }: { learnings: Learned[]; all: Learned[]; mayKeep: boolean }) {
  const { text } = useSession();
  const titleId = useId();
  const words = trialWords(text).foreign;
  if (all.length === 0 && !mayKeep) return null;
  return (
    <section className="section" aria-labelledby={titleId}>
      <h2 id={titleId}>{words.title}</h2>
      <p className="section-intro">{words.intro}</p>
      {learnings.length > 0 && (
        <ul className="columns lined">
          {learnings.map((one) => (
            <ForeignLearning key={one.id} learning={one} />
          ))}
        </ul>
      )}
      {mayKeep && (
        <Suspense>
          <TakeIn />
        </Suspense>
      )}
      {mayKeep && <Sources learnings={all} />}
    </section>
  );
}

function ForeignLearning({ learning }: { learning: Learned }) {
  const { text } = useSession();
  const [words, { vocabulary }] = [trialWords(text), text];
  const { what, municipality, solution, weeks, worked, learned, sideGains, hope, citizenReason } = learning;
  const parts = [
    words.foreign.from(municipality),
    capital(solution ?? ""),
    words.weeks(weeks),
    citizenReason === null ? "" : words.fromCitizen(vocabulary.citizenReason[citizenReason]),
    worked === null ? "" : words.worked[worked],
  ];
  return (
    <li className="learned">
      <h3 className="small">{what}</h3>
      <p className="caption">{parts.filter((part) => part !== "").join(" · ")}</p>
      <p className="words">{learned}</p>
      {sideGains !== null && (
        <p className="words">
          <strong>{words.sideGains}:</strong> {sideGains}
        </p>
      )}
      {hope !== null && (
        <p className="words">
          <strong>{words.hope}:</strong> {hope}
        </p>
      )}
    </li>
  );
}

/** Where it comes from, each to be taken out again as a whole. */
function Sources({ learnings }: { learnings: Learned[] }) {
  const { api, text } = useSession();
  const queries = useQueryClient();
  const say = useSay();
  const words = trialWords(text).foreign;
  const remove = useMutation({
    mutationFn: (municipality: string) => api.send<LearningsKept>("POST", "/api/learnings/remove", { municipality }),
    onSuccess: ({ count }) => {
      void queries.invalidateQueries({ queryKey: ["learnings"] });
      say({ words: words.removed(count) });
    },
  });
  const sources = [...new Set(learnings.map(({ municipality }) => municipality))];
  return (
    <>
      {sources.map((municipality) => (
        <Button
          key={municipality}
          size="small"
          appearance="subtle"
          disabled={remove.isPending}
          onClick={() => remove.mutate(municipality)}
        >
          {words.remove(municipality)}
        </Button>
      ))}
      <Failure error={remove.error} />
    </>
  );
}
