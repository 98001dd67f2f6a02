import { useQuery } from "@tanstack/react-query";
import type { AmbitionAnswer } from "../../bot/api/contract.ts";
import { Link } from "../components/link.tsx";
import { PrintedOn } from "../components/printed-on.tsx";
import { ErrorState, Loading } from "../components/states.tsx";
import { useRoute } from "../router.ts";
import { useMe, useSession } from "../session.ts";
import { AmbitionForm } from "./ambition/ambition-form.tsx";
import { Reflection } from "./ambition/reflection.tsx";
import { AmbitionSheet } from "./ambition/sheet.tsx";
import { ambitionText } from "./ambition/words.ts";
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
  const words = ambitionText(text);
  const isSheet = useRoute().parts[1] === "sheet";
  const answer = ambition.data;
  const mine = answer?.mine;
  const isManager = me.roles.some(({ role }) => role === "manager");
  return (
    <article className="ambition">
      <header className="page-header">
        <div>
          <h1>{text.pages.ambition}</h1>
          {mine && !isSheet && <p className="page-subtitle">{words.intro}</p>}
          {!isSheet && <PrintedOn about={[me.person.name]} />}
        </div>
        {mine && !isSheet && <Link to="/ambition/sheet">{words.sheet.open}</Link>}
      </header>
      {ambition.isPending && <Loading />}
      {ambition.isError && <ErrorState error={ambition.error} onRetry={() => void ambition.refetch()} />}
      {mine && isSheet && <AmbitionSheet mine={mine} solutions={answer.solutions} />}
      {mine?.isDueAgain && !isSheet && (
        <p className="notice">
          {text.ambitionDue.dueAgain} {words.dueHow}
        </p>
      )}
      {mine && !isSheet && <AmbitionForm first={mine} answer={answer} />}
      {isManager && !isSheet && ambition.data && <Shared shared={ambition.data.shared} />}
      {isManager && !isSheet && <Reflection />}
    </article>
  );
}

function Shared({ shared }: Pick<AmbitionAnswer, "shared">) {
  const { text } = useSession();
  const words = ambitionText(text);
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
