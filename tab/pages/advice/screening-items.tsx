import { Button } from "@fluentui/react-components";
import { lazy, useState } from "react";
import type { ScreeningItem } from "../../../bot/api/contract.ts";
import { Failure } from "../../components/failure.tsx";
import { Side } from "../../components/side.tsx";
import { ToCase } from "../../components/to-case.tsx";
import { dateFormat, writtenDate } from "../../dates.ts";
import { useSession } from "../../session.ts";
import { capital } from "../barriers/words.ts";
import { useChangeScreening } from "./use-screenings.ts";
import { adviceText } from "./words.ts";

const AnswerForm = lazy(async () => ({ default: (await import("./answer-form.tsx")).AnswerForm }));

/** Questions to the adviser, each with what was answered and what its reader may do. */
export function ScreeningItems({ items }: { items: readonly ScreeningItem[] }) {
  return (
    <ul className="stack">
      {items.map((item) => (
        <Item key={item.id} item={item} />
      ))}
    </ul>
  );
}

function Item({ item }: { item: ScreeningItem }) {
  const { text } = useSession();
  const words = adviceText(text);
  const [isOpen, setOpen] = useState(false);
  const title = [words.kinds[item.about], item.solutionName === null ? null : capital(item.solutionName)]
    .filter((part) => part !== null)
    .join(": ");
  const date = (on: string) => writtenDate(on, text.locale);
  return (
    <li className="boxed stack">
      <div>
        <h3>{title}</h3>
        <p className="caption">
          {words.askedBy(item.askedBy, dateFormat(text.locale).format(new Date(item.createdAt)))}
          {item.answer === null && !item.isLate && ` · ${words.dueOn(date(item.due))}`}
        </p>
        {item.isLate && <p className="strong accent">{words.lateSince(date(item.due))}</p>}
      </div>
      <Asked item={item} />
      <Answered item={item} />
      {(item.answer !== null || item.mayAnswer || item.mayWithdraw || item.mayDeleteText) && (
        <div className="row">
          {item.answer !== null && <ToCase kind="screening" id={item.id} of={title} />}
          {item.mayAnswer && (
            <Button appearance="primary" aria-label={words.answerOf(title)} onClick={() => setOpen(true)}>
              {words.answerTitle}
            </Button>
          )}
          <Removal item={item} title={title} />
        </div>
      )}
      <Side title={words.answerOf(title)} isOpen={isOpen} onClose={() => setOpen(false)}>
        <div className="stack">
          {/* On a phone the drawer lies over what was asked. */}
          <Asked item={item} />
          <AnswerForm id={item.id} onDone={() => setOpen(false)} />
        </div>
      </Side>
    </li>
  );
}

function Asked({ item }: { item: ScreeningItem }) {
  const words = adviceText(useSession().text);
  const lines: [string, string | null][] = [
    [words.question, item.question],
    [words.personalDataAsk, words.personalData[item.personalData]],
    [words.development, item.development],
    [words.operation, item.operation],
    [words.beforePurchase, item.beforePurchase],
    [words.beforeTest, item.beforeTest],
    [words.beforeOperation, item.beforeOperation],
  ];
  return (
    <dl className="criteria">
      {lines
        .filter(([, written]) => written !== null)
        .map(([label, written]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{written}</dd>
          </div>
        ))}
    </dl>
  );
}

function Answered({ item: { answer } }: { item: ScreeningItem }) {
  const { text } = useSession();
  const words = adviceText(text);
  if (answer === null) return null;
  return (
    <dl className="criteria">
      <div>
        <dt>
          {words.answerTitle}: {words.verdicts[answer.verdict]}
        </dt>
        <dd>{answer.text ?? words.gone}</dd>
        <dd className="caption">{words.answeredBy(answer.by, dateFormat(text.locale).format(new Date(answer.at)))}</dd>
      </div>
    </dl>
  );
}

/** Taking a question back, or words out, asks once more: it cannot be undone. */
function Removal({ item, title }: { item: ScreeningItem; title: string }) {
  const words = adviceText(useSession().text);
  const [isAsked, setAsked] = useState(false);
  const action = item.mayWithdraw ? "withdraw" : "deleteText";
  const change = useChangeScreening(item.id, action === "withdraw" ? words.withdrawn : words.textDeleted);
  if (!item.mayWithdraw && !item.mayDeleteText) return null;
  const label = words[action];
  return (
    <>
      {isAsked ? (
        <Button disabled={change.isPending} onClick={() => change.mutate({ action })}>
          {words.sure}
        </Button>
      ) : (
        <Button appearance="subtle" aria-label={`${label}: ${title}`} onClick={() => setAsked(true)}>
          {label}
        </Button>
      )}
      <Failure error={change.error} />
    </>
  );
}
