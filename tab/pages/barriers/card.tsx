import { type DragEvent, memo } from "react";
import type { BarrierItem } from "../../../bot/api/contract.ts";
import { isOpen } from "../../../bot/domain/barrier/barrier.ts";
import { Checkbox } from "../../components/checkbox.tsx";
import { Link } from "../../components/link.tsx";
import { useMe, useSession } from "../../session.ts";
import { boardTools } from "./board-words.ts";
import { movesOf } from "./moves.ts";
import { useSelection } from "./selection.ts";
import { daysBetween, shortDate, titleOf } from "./words.ts";

/** The place of a card among all of its column, with how it tells its height. */
export interface CardPlace {
  index: number;
  count: number;
  measure: (card: HTMLElement | null) => void;
}

interface CardProps {
  item: BarrierItem;
  /** The one card of the board that Tab comes to; the arrow keys reach the others. */
  isEntry: boolean;
  isRolledBack: boolean;
  /** Where it lies in a column of which a part only is drawn. */
  place?: CardPlace | undefined;
  onTake: (item: BarrierItem) => void;
  onMenu: (item: BarrierItem, button: HTMLElement) => void;
  onDrag: (item: BarrierItem | null) => void;
}

/** One thing that is in the way. */
export const Card = memo(function Card(props: CardProps) {
  const { item, isEntry, isRolledBack, place, onTake, onMenu, onDrag } = props;
  const { text } = useSession();
  const words = text.barriers;
  const canMove = movesOf(item).length > 0;
  const title = titleOf(item, text);
  const tabIndex = isEntry ? 0 : -1;
  const { ids, toggle, canSelect } = useSelection();
  const isFree = item.assignedTo === null && item.may.includes("take");

  function drag(event: DragEvent) {
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", title);
    onDrag(item);
  }
  return (
    <li
      className={isRolledBack ? "card is-rolled-back" : "card"}
      data-card={item.id}
      {...(place !== undefined && {
        ref: place.measure,
        "data-index": place.index,
        "aria-posinset": place.index + 1,
        "aria-setsize": place.count,
      })}
      draggable={canMove}
      onDragStart={drag}
      onDragEnd={() => onDrag(null)}
    >
      <h3 className="small">
        <Link to={`/barriers/${encodeURIComponent(item.id)}`} className="quiet-link card-link" tabIndex={tabIndex}>
          {title}
        </Link>
      </h3>
      <p className="caption">{item.teamName}</p>
      {item.consequence !== null && <p className="card-words">{item.consequence}</p>}
      <CardFacts item={item} />
      {canSelect && (
        <span className="card-select">
          <Checkbox
            aria-label={boardTools(text).many.select(`${title}, ${item.teamName}`)}
            checked={ids.has(item.id)}
            input={{ tabIndex }}
            onChange={() => toggle(item.id)}
          />
        </span>
      )}
      {isFree && (
        <button
          type="button"
          className="card-move"
          tabIndex={tabIndex}
          aria-label={`${boardTools(text).takeLabel(title)}, ${item.teamName}`}
          onClick={() => onTake(item)}
        >
          {boardTools(text).take}
        </button>
      )}
      {canMove && (
        <button
          type="button"
          className="card-move"
          tabIndex={tabIndex}
          aria-haspopup="menu"
          aria-label={`${words.board.moveTo} ${title}, ${item.teamName}`}
          onClick={(event) => onMenu(item, event.currentTarget)}
        >
          {words.board.moveTo}
        </button>
      )}
    </li>
  );
});

/** How old it is, who has it, and what sets it apart. */
function CardFacts({ item }: { item: BarrierItem }) {
  const { text } = useSession();
  const me = useMe();
  const words = text.barriers.card;
  const days = daysBetween(item.createdAt, me.today);
  const holder = item.assignedTo?.id === me.person.id ? words.mine : item.assignedTo?.name;
  const isOver = !isOpen(item);
  const date = shortDate(text.locale);
  // A question or a solution that waits for the team is marked for the team, not for those who help it.
  const waitsForYou = item.may.includes("confirm") || (item.may.includes("answer") && !item.may.includes("take"));
  const marks = [
    !isOver && item.overdueSince !== null && words.overdue(date(item.overdueSince)),
    item.parkedUntil !== null && words.parkedUntil(date(item.parkedUntil)),
    item.parkedUntil === null &&
      item.comesBackOn !== null &&
      item.overdueSince === null &&
      words.comesBack(date(item.comesBackOn)),
    item.resolution !== null && item.resolution !== "duplicate" && text.vocabulary.resolution[item.resolution],
    item.sameAs !== null && words.linked,
    !isOver && item.contact === "call" && words.call,
    !isOver && item.contact === "visit" && words.visit,
  ].filter((mark) => mark !== false);
  return (
    <>
      {(waitsForYou || marks.length > 0 || item.teams > 1) && (
        <ul className="card-marks row">
          {item.teams > 1 && (
            <li>
              <Link to={`/barriers?same=${encodeURIComponent(item.id)}`} tabIndex={-1}>
                {words.teams(item.teams)}
              </Link>
            </li>
          )}
          {waitsForYou && <li className="card-waits">{words.waitsForYou}</li>}
          {marks.map((mark) => (
            <li key={mark}>{mark}</li>
          ))}
        </ul>
      )}
      <p className="card-facts row apart caption">
        <span className={holder === undefined ? "accent" : undefined}>{holder ?? words.nobody}</span>
        <span aria-hidden="true" title={words.ageLong(days)}>
          {words.age(days)}
        </span>
        <span className="visually-hidden">, {words.ageLong(days)}</span>
      </p>
    </>
  );
}
