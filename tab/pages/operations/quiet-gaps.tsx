import { Button } from "@fluentui/react-components";
import { useState } from "react";
import type { SettingsAnswer } from "../../../bot/api/contract.ts";
import { dateFormat } from "../../dates.ts";
import { useSession } from "../../session.ts";
import { useOperationsText } from "./words.ts";

type Gap = SettingsAnswer["quietGaps"][number];

interface QuietGapsProps {
  gaps: Gap[];
  /** The quiet weeks as they stand in the form. */
  chosen: number[];
  onFill: (weeks: number[]) => void;
}

/** Weeks that are asked between quiet ones, such as a week 53, with the way to make them quiet too. */
export function QuietGaps({ gaps, chosen, onFill }: QuietGapsProps) {
  const { text } = useSession();
  const words = useOperationsText();
  const [filled, setFilled] = useState<string | null>(null);
  const format = dateFormat(text.locale);
  const written = (date: string) => format.format(new Date(`${date}T12:00:00Z`));
  const list = new Intl.ListFormat(text.locale);
  return (
    <>
      {gaps
        .filter(({ weeks }) => weeks.some((week) => !chosen.includes(week)))
        .map(({ weeks, from, to }) => {
          const numbers = list.format(weeks.map(String));
          const isOne = weeks.length === 1;
          return (
            <div key={from} className="notice stack">
              <p>{words.quietGap(numbers, isOne, written(from), written(to))}</p>
              <Button
                size="small"
                onClick={() => {
                  onFill(weeks);
                  setFilled(numbers);
                }}
              >
                {words.quietGapFill(numbers, isOne)}
              </Button>
            </div>
          );
        })}
      <p className="visually-hidden" aria-live="polite">
        {filled === null ? "" : words.quietGapFilled(filled)}
      </p>
    </>
  );
}
