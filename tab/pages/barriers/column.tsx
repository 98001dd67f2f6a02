import { memo, useId, useState } from "react";
import type { BarrierItem } from "../../../bot/api/contract.ts";
import type { BarrierStatus } from "../../../bot/domain/vocabulary.ts";
import { useGrowing } from "../../components/growing.ts";
import { useSession } from "../../session.ts";
import { Card } from "./card.tsx";

/** As many as somebody looks through before they filter. */
const pageLength = 25;
/** As many as are drawn in one go. */
const step = 5;

interface ColumnProps {
  status: BarrierStatus;
  items: BarrierItem[];
  entryId: string | undefined;
  rolledBackId: string | undefined;
  /** What is being dragged may be let go here. */
  isTarget: boolean;
  onMenu: (item: BarrierItem, button: HTMLElement) => void;
  onDrag: (item: BarrierItem | null) => void;
  onDrop: (status: BarrierStatus) => void;
}

/** One status: how many stand there, and the first of them. What is dropped here can be moved with keys and menu too. */
export const Column = memo(function Column(props: ColumnProps) {
  const { status, items, entryId, rolledBackId, isTarget, onMenu, onDrag, onDrop } = props;
  const { text } = useSession();
  const words = text.barriers.board;
  const titleId = useId();
  const [length, setLength] = useState(pageLength);
  const shown = useGrowing(items.slice(0, length), step, status);
  const left = Math.min(items.length - length, pageLength);
  const classes = ["column", `column-${status}`, items.length === 0 && "is-empty", isTarget && "is-target"];
  return (
    <section
      className={classes.filter(Boolean).join(" ")}
      aria-labelledby={titleId}
      onDragOver={(event) => {
        if (!isTarget) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = "move";
      }}
      onDrop={(event) => {
        event.preventDefault();
        onDrop(status);
      }}
    >
      <h2 className="column-title" id={titleId}>
        {text.vocabulary.barrierStatus[status]} <span className="caption">{items.length}</span>
      </h2>
      {items.length === 0 ? (
        <p className="caption">{words.emptyColumn}</p>
      ) : (
        <ul className="cards">
          {shown.map((item) => (
            <Card
              key={item.id}
              item={item}
              isEntry={item.id === entryId}
              isRolledBack={item.id === rolledBackId}
              onMenu={onMenu}
              onDrag={onDrag}
            />
          ))}
        </ul>
      )}
      {left > 0 && (
        <button type="button" className="column-more" onClick={() => setLength(length + pageLength)}>
          {words.more(left)}
        </button>
      )}
    </section>
  );
});
