import { useQuery } from "@tanstack/react-query";
import type { AmbitionAnswer } from "../../bot/api/contract.ts";
import { ErrorState, Loading } from "../components/states.tsx";
import { useMe, useSession } from "../session.ts";
import { AmbitionForm } from "./ambition/ambition-form.tsx";
import { capital } from "./barriers/words.ts";
import "../styles/pages.css";

/** A leader's own statement, private until shared; for a manager, what has been shared. */
export function AmbitionPage() {
  const { api, text } = useSession();
  const me = useMe();
  const ambition = useQuery({
    queryKey: ["ambition"],
    queryFn: ({ signal }) => api.get<AmbitionAnswer>("/api/ambition", signal),
  });
  const words = text.ambition;
  const isManager = me.roles.some(({ role }) => role === "manager");
  return (
    <article className="ambition">
      <header className="page-header">
        <div>
          <h1>{text.pages.ambition}</h1>
          {ambition.data?.mine && <p className="page-subtitle">{words.intro}</p>}
        </div>
      </header>
      {ambition.isPending && <Loading />}
      {ambition.isError && <ErrorState error={ambition.error} onRetry={() => void ambition.refetch()} />}
      {ambition.data?.mine && <AmbitionForm first={ambition.data.mine} answer={ambition.data} />}
      {isManager && ambition.data && <Shared shared={ambition.data.shared} />}
    </article>
  );
}

function Shared({ shared }: Pick<AmbitionAnswer, "shared">) {
  const { text } = useSession();
  const words = text.ambition;
  const questions = Object.entries(words.questions) as [keyof typeof words.questions, [string, string]][];
  return (
    <section className="section" aria-labelledby="shared-title">
      <h2 id="shared-title">{words.sharedTitle}</h2>
      {shared.length === 0 && <p className="section-intro">{words.sharedNone}</p>}
      {shared.map(({ name, draft, answers, targets, solutions }) => (
        <section key={name} className="shared narrow">
          <h3>
            {name} {draft && <span className="pill">{words.draftMark}</span>}
          </h3>
          <dl>
            {questions.map(
              ([id, [title]]) =>
                answers[id] !== undefined && (
                  <div key={id}>
                    <dt className="caption">{title}</dt>
                    <dd>{answers[id]}</dd>
                  </div>
                ),
            )}
            {solutions.length > 0 && (
              <div>
                <dt className="caption">{words.sharedTargets}</dt>
                {solutions.map((one) => (
                  <dd key={one.id}>
                    {capital(one.name)}: {text.vocabulary.usage[targets[one.id] ?? "unsure"]}
                  </dd>
                ))}
              </div>
            )}
          </dl>
        </section>
      ))}
    </section>
  );
}
