import { Button } from "@fluentui/react-components";
import { lazy, useState } from "react";
import type { ScreenedKind } from "../../../bot/domain/vocabulary.ts";
import { Side } from "../../components/side.tsx";
import { ErrorState, Loading } from "../../components/states.tsx";
import { useSession } from "../../session.ts";
import { ScreeningItems } from "./screening-items.tsx";
import { useScreenings } from "./use-screenings.ts";
import { adviceText } from "./words.ts";

const AskForm = lazy(async () => ({ default: (await import("./ask-form.tsx")).AskForm }));

interface AskAdviserProps {
  about: ScreenedKind;
  id: string;
  /** What it is called where it stands. */
  name: string;
}

/** The way to ask the adviser about something, with what has been asked; nothing for whoever may not ask. */
export function AskAdviser({ about, id, name }: AskAdviserProps) {
  const words = adviceText(useSession().text);
  const known = useScreenings(about, id);
  const [isOpen, setOpen] = useState(false);
  if (known.data === undefined) return null;
  const { items, mayAsk } = known.data;
  if (items.length === 0 && !mayAsk) return null;
  const title = words.askOf(name);
  return (
    <section className="section stack">
      {items.length > 0 && (
        <>
          <h3>{words.history}</h3>
          <ScreeningItems items={items} />
        </>
      )}
      {mayAsk && (
        <p className="no-print">
          <Button aria-label={title} onClick={() => setOpen(true)}>
            {words.ask}
          </Button>
        </p>
      )}
      <Side title={title} isOpen={isOpen} onClose={() => setOpen(false)}>
        <AskForm about={about} aboutId={id} onDone={() => setOpen(false)} />
      </Side>
    </section>
  );
}

/** The same beside one of many: what has been asked is fetched when it is opened. */
export function AskBeside({ about, id, name }: AskAdviserProps) {
  const words = adviceText(useSession().text);
  const [isOpen, setOpen] = useState(false);
  const title = words.askOf(name);
  return (
    <>
      <Button appearance="subtle" aria-label={title} onClick={() => setOpen(true)}>
        {words.ask}
      </Button>
      <Side title={title} isOpen={isOpen} onClose={() => setOpen(false)}>
        <FormBeside about={about} id={id} onDone={() => setOpen(false)} />
      </Side>
    </>
  );
}

function FormBeside({ about, id, onDone }: Omit<AskAdviserProps, "name"> & { onDone: () => void }) {
  const words = adviceText(useSession().text);
  const known = useScreenings(about, id);
  if (known.isError) return <ErrorState error={known.error} onRetry={() => void known.refetch()} />;
  if (known.data === undefined) return <Loading />;
  const { items, mayAsk } = known.data;
  return (
    <div className="stack is-loose">
      {items.length > 0 && <ScreeningItems items={items} />}
      {mayAsk ? <AskForm about={about} aboutId={id} onDone={onDone} /> : <p>{words.nobody}</p>}
    </div>
  );
}
