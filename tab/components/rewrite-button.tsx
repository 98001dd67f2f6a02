import { Button } from "@fluentui/react-components";
import { lazy, useState } from "react";
import { rewriting } from "../pages/trials/words.ts";
import { useSession } from "../session.ts";
import type { Rewritable } from "./rewrite-form.tsx";
import { useSay } from "./say.tsx";
import { Side } from "./side.tsx";

const RewriteForm = lazy(async () => ({ default: (await import("./rewrite-form.tsx")).RewriteForm }));

/** A text that may be changed, under its name, such as »I hverdagen«. */
export interface NamedText extends Rewritable {
  of: string;
}

interface RewriteButtonProps {
  /** What the texts belong to, for whoever hears the button among others. */
  about: string;
  /** At least one. */
  texts: readonly NamedText[];
  /** Which of what is shown is to be read again. */
  queries: readonly string[];
}

/** One button for all the texts of a thing that the reader may correct or delete; with several it is asked which. */
export function RewriteButton({ about, texts, queries }: RewriteButtonProps) {
  const { text } = useSession();
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  const [place, setPlace] = useState<string | null>(null);
  const words = rewriting(text);
  const chosen = texts.length === 1 ? texts[0] : texts.find((one) => one.place === place);
  const close = (outcome: "shown" | "saved" | "removed") => {
    setOpen(false);
    if (outcome !== "shown") say({ words: words[outcome] });
  };
  const open = () => {
    setPlace(null);
    setOpen(true);
  };
  return (
    <>
      <Button size="small" appearance="subtle" aria-label={words.openLabel(about)} onClick={open}>
        {words.open}
      </Button>
      <Side title={words.open} isOpen={isOpen} onClose={() => close("shown")}>
        {chosen === undefined ? (
          <ul className="stack" aria-label={words.which}>
            {texts.map((one) => (
              <li key={one.place}>
                <Button onClick={() => setPlace(one.place)}>{one.of}</Button>
                <p className="caption words">{one.text}</p>
              </li>
            ))}
          </ul>
        ) : (
          <RewriteForm rewritable={chosen} of={chosen.of} queries={queries} onClose={close} />
        )}
      </Side>
    </>
  );
}
