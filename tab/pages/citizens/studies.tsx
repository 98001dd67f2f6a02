import { Button } from "@fluentui/react-components";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { FieldStudiesAnswer, FieldStudyItem } from "../../../bot/api/contract.ts";
import { Failure } from "../../components/failure.tsx";
import { Link } from "../../components/link.tsx";
import { RewriteText } from "../../components/rewrite-text.tsx";
import { useSay } from "../../components/say.tsx";
import { Side } from "../../components/side.tsx";
import { writtenDate } from "../../dates.ts";
import { useSession } from "../../session.ts";
import { FieldStudyForm } from "./field-study-form.tsx";
import { citizenSteps } from "./steps-text.ts";

/** What the visits have taught, and where more is written. */
export function Studies() {
  const { api, text } = useSession();
  const words = citizenSteps(text).act;
  const [isAdding, setAdding] = useState(false);
  const close = () => setAdding(false);
  const studies = useQuery({
    queryKey: ["field-studies"],
    queryFn: ({ signal }) => api.get<FieldStudiesAnswer>("/api/field-studies", signal),
  });
  return (
    <>
      <p>
        <Button appearance="primary" onClick={() => setAdding(true)}>
          {words.add}
        </Button>
      </p>
      <Side title={words.form.title} isOpen={isAdding} onClose={close}>
        <FieldStudyForm onDone={close} />
      </Side>
      <h3>{words.studies}</h3>
      {studies.isError && <Failure error={studies.error} outcome={text.detail.notRead} />}
      {studies.data?.items.length === 0 && <p className="quiet">{words.studiesNone}</p>}
      {studies.data !== undefined && studies.data.items.length > 0 && (
        <ul className="stack is-loose">
          {studies.data.items.map((study) => (
            <Study key={study.id} study={study} />
          ))}
        </ul>
      )}
    </>
  );
}

function Study({ study }: { study: FieldStudyItem }) {
  const { api, text } = useSession();
  const queries = useQueryClient();
  const say = useSay();
  const words = citizenSteps(text).act;
  const tryIt = useMutation({
    mutationFn: () => api.send("POST", `/api/field-studies/${encodeURIComponent(study.id)}/trial`, {}),
    onSuccess: () => {
      say({ words: words.tried });
      for (const key of ["field-studies", "trials"]) void queries.invalidateQueries({ queryKey: [key] });
    },
  });
  const facts = [
    study.teamName,
    study.solutionName,
    words.visited(writtenDate(study.on, text.locale)),
    study.shareable ? words.shared : null,
  ];
  const parts = (["using", "notUsing", "idea"] as const).flatMap((part) => {
    const written = study[part];
    return written === null ? [] : [{ part, written }];
  });
  return (
    <li className="boxed">
      <p className="caption">{facts.filter((fact) => fact !== null).join(" · ")}</p>
      <dl className="criteria">
        {parts.map(({ part, written }) => (
          <div key={part}>
            <dt>{words.form[part]}</dt>
            <dd>
              <RewriteText
                rewritable={study.mayRewrite ? { kind: "fieldStudy", id: study.id, place: part, text: written } : null}
                of={words.form[part]}
                queries={["field-studies"]}
              >
                {written}
              </RewriteText>
            </dd>
          </div>
        ))}
      </dl>
      {study.mayTry && (
        <Button aria-label={words.tryOf(study.idea ?? "")} disabled={tryIt.isPending} onClick={() => tryIt.mutate()}>
          {words.tryIt}
        </Button>
      )}
      {study.trialId !== null && <Link to={`/trials/${encodeURIComponent(study.trialId)}`}>{words.trial}</Link>}
      <Failure error={tryIt.error} outcome={text.myWeek.notSaved} />
    </li>
  );
}
