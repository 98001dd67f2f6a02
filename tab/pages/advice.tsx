import { useQuery } from "@tanstack/react-query";
import type { ScreeningsAnswer } from "../../bot/api/contract.ts";
import { PrintedOn } from "../components/printed-on.tsx";
import { ErrorState, Loading } from "../components/states.tsx";
import { useSession } from "../session.ts";
import { ScreeningItems } from "./advice/screening-items.tsx";
import { adviceText } from "./advice/words.ts";

/** What the adviser has been asked, and nothing else: what waits first, by its date. */
export function Advice() {
  const { api, text } = useSession();
  const words = adviceText(text);
  const known = useQuery({
    queryKey: ["screenings", null],
    queryFn: ({ signal }) => api.get<ScreeningsAnswer>("/api/screenings", signal),
  });
  if (known.isPending) return <Loading />;
  if (known.isError) return <ErrorState isPage error={known.error} onRetry={() => void known.refetch()} />;
  const { items } = known.data;
  const waiting = items.filter(({ mayAnswer }) => mayAnswer);
  const mine = items.filter(({ isMine, mayAnswer }) => isMine && !mayAnswer);
  const answered = items.filter(({ answer, isMine }) => answer !== null && !isMine);
  return (
    <article>
      <header className="page-header">
        <div>
          <h1>{words.title}</h1>
          <p className="page-subtitle">{words.intro}</p>
        </div>
      </header>
      <PrintedOn />
      <section className="section stack">
        <h2>{words.waiting}</h2>
        {waiting.length === 0 ? <p className="quiet">{words.waitingNone}</p> : <ScreeningItems items={waiting} />}
      </section>
      {mine.length > 0 && (
        <section className="section stack">
          <h2>{words.mine}</h2>
          <ScreeningItems items={mine} />
        </section>
      )}
      {answered.length > 0 && (
        <section className="section stack">
          <h2>{words.answered}</h2>
          <ScreeningItems items={answered} />
        </section>
      )}
    </article>
  );
}
