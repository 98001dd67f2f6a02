import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { DeliveriesAnswer } from "../../bot/api/contract.ts";
import { AccessExtract } from "../components/access-extract.tsx";
import { PrintedOn } from "../components/printed-on.tsx";
import { ErrorState, Loading } from "../components/states.tsx";
import { weekNumber } from "../dates.ts";
import { useSession } from "../session.ts";
import { ContactForm } from "./operations/contact-form.tsx";
import { DeliveryFacts } from "./operations/delivery-facts.tsx";
import { ImportSection } from "./operations/import-section.tsx";
import { Problems } from "./operations/problems.tsx";
import { ScheduleForm } from "./operations/schedule-form.tsx";
import { SourcesSection } from "./operations/sources-section.tsx";
import { StateLine } from "./operations/state-line.tsx";
import { useOperationsText, useWhen } from "./operations/words.ts";
import "../styles/pages.css";

/** While the page is open it follows what is being sent. */
const refetchMs = 10_000;

/** Whether this week's messages arrive, who cannot be reached and what to do about it; and when they are sent. */
export function Operations() {
  const { api, text } = useSession();
  const words = useOperationsText();
  // An import can change the settings: the forms begin again with what is stored then.
  const [imports, setImports] = useState(0);
  const deliveries = useQuery({
    queryKey: ["deliveries"],
    queryFn: ({ signal }) => api.get<DeliveriesAnswer>("/api/admin/deliveries", signal),
    refetchInterval: refetchMs,
  });
  return (
    <article className="deliveries">
      <header className="page-header">
        <div>
          <h1>{text.pages.operations}</h1>
          {deliveries.data && <ThisWeek deliveries={deliveries.data} />}
          <PrintedOn />
        </div>
      </header>
      {deliveries.isPending && <Loading />}
      {deliveries.isError && <ErrorState error={deliveries.error} onRetry={() => void deliveries.refetch()} />}
      {deliveries.data && (
        <>
          <StateLine deliveries={deliveries.data} />
          <StoreTrouble deliveries={deliveries.data} />
          <TokenTrouble deliveries={deliveries.data} />
          <DeliveryFacts deliveries={deliveries.data} />
          <Problems deliveries={deliveries.data} />
          <Gaps deliveries={deliveries.data} />
        </>
      )}
      <section className="section" aria-labelledby="schedule-title">
        <h2 id="schedule-title">{words.settingsTitle}</h2>
        <p className="section-intro">{words.settingsIntro}</p>
        <ScheduleForm key={imports} />
      </section>
      <section className="section" aria-labelledby="contact-title">
        <h2 id="contact-title">{words.contact.title}</h2>
        <p className="section-intro">{words.contact.intro}</p>
        <ContactForm key={imports} />
      </section>
      <AccessExtract />
      <SourcesSection />
      <ImportSection onStored={() => setImports(imports + 1)} />
    </article>
  );
}

function StoreTrouble({ deliveries }: { deliveries: DeliveriesAnswer }) {
  const words = useOperationsText();
  if (deliveries.store === null) return null;
  const { what, todo } = words.store[deliveries.store];
  return (
    <section className="problem" role="alert" aria-labelledby="store-title">
      <h2 id="store-title">{what}</h2>
      <p className="words">{todo}</p>
    </section>
  );
}

function TokenTrouble({ deliveries }: { deliveries: DeliveriesAnswer }) {
  const words = useOperationsText();
  if (deliveries.noToken === null) return null;
  const { trouble, number } = deliveries.noToken;
  return (
    <section className="problem" role="alert" aria-labelledby="token-title">
      <h2 id="token-title">{words.noToken.what(number)}</h2>
      <p className="words">{words.noToken.todo[trouble]}</p>
    </section>
  );
}

function ThisWeek({ deliveries }: { deliveries: DeliveriesAnswer }) {
  const { text } = useSession();
  const words = useOperationsText();
  const when = useWhen();
  const { week, sendAt, remindAt, silent } = deliveries.schedule;
  const parts =
    sendAt === null
      ? [words.silent[silent ?? "noWorkingDay"]]
      : [words.sends(when(sendAt)), remindAt === null ? words.noReminder : words.reminds(when(remindAt))];
  return <p className="page-subtitle">{[text.weekHeading(weekNumber(week)), ...parts].join(" · ")}</p>;
}

function Gaps({ deliveries }: { deliveries: DeliveriesAnswer }) {
  const words = useOperationsText();
  const reasons = (["noLeader", "nothingToAsk"] as const)
    .map((reason) => ({ reason, teams: deliveries.gaps.filter((gap) => gap.reason === reason) }))
    .filter(({ teams }) => teams.length > 0);
  if (reasons.length === 0) return null;
  return (
    <section className="section" aria-labelledby="gaps-title">
      <h2 id="gaps-title">{words.gapsTitle}</h2>
      <ul className="lined is-topped">
        {reasons.map(({ reason, teams }) => (
          <li key={reason} className="problem">
            <h3>
              {words.gap[reason].what} <span className="quiet">{words.teams(teams.length)}</span>
            </h3>
            <p className="words">{words.gap[reason].todo}</p>
            <p>{teams.map(({ team }) => team.name).join(" · ")}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
