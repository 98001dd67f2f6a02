import { useVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import { memo, type ReactNode, useId, useRef, useState } from "react";
import type { BarrierItem } from "../../../bot/api/contract.ts";
import type { BarrierStatus } from "../../../bot/domain/vocabulary.ts";
import { useGrowing } from "../../components/growing.ts";
import { usePrinting } from "../../components/printing.ts";
import { useSession } from "../../session.ts";
import { boardTools } from "./board-words.ts";
import { Card, type CardPlace } from "./card.tsx";

/** As many as somebody looks through before they filter. */
const pageLength = 25;
/** As many as are drawn in one go. */
const step = 5;
/** The same of columns of which several are long. */
const longStep = 3;

interface ColumnProps {
  status: BarrierStatus;
  items: BarrierItem[];
  /** A long one scrolls by itself, and only what is in sight is drawn. */
  isVirtual: boolean;
  entryId: string | undefined;
  rolledBackId: string | undefined;
  /** What is being dragged may be let go here. */
  isTarget: boolean;
  onTake: (item: BarrierItem) => void;
  onMenu: (item: BarrierItem, button: HTMLElement) => void;
  onDrag: (item: BarrierItem | null) => void;
  onDrop: (status: BarrierStatus) => void;
}

const noItems: BarrierItem[] = [];
const usualCardHeight = 150;
const gap = 8;
/** About what a window shows of a column, until it is known. */
const usualRect = { width: 244, height: 600 };

type Scroller = Virtualizer<HTMLDivElement, HTMLElement>;

/** The size as the browser tells it once it has laid out: to ask while it is drawn would have it lay out in the middle of that. */
function whenLaidOut({ scrollElement }: Scroller, tell: (rect: typeof usualRect) => void) {
  if (scrollElement === null) return;
  const observer = new ResizeObserver(() =>
    tell({ width: scrollElement.offsetWidth, height: scrollElement.offsetHeight }),
  );
  observer.observe(scrollElement);
  return () => observer.disconnect();
}

function laidOutHeight(card: HTMLElement, entry: ResizeObserverEntry | undefined, virtual: Scroller): number {
  const [box] = entry?.borderBoxSize ?? [];
  if (box !== undefined) return Math.round(box.blockSize);
  const key = virtual.options.getItemKey(virtual.indexFromElement(card));
  return virtual.itemSizeCache.get(key) ?? usualCardHeight;
}

interface LongCardsProps {
  items: BarrierItem[];
  card: (item: BarrierItem, place: CardPlace) => ReactNode;
}

/** The cards that are in sight, and a few around them, a few in one go; room is left for the others above and below. */
function LongCards({ items, card }: LongCardsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer<HTMLDivElement, HTMLElement>({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => usualCardHeight,
    getItemKey: (index) => items[index]?.id ?? index,
    initialRect: usualRect,
    observeElementRect: whenLaidOut,
    measureElement: laidOutHeight,
    overscan: 3,
    gap,
  });
  const drawn = useGrowing(virtual.getVirtualItems(), longStep, "");
  const last = drawn.at(-1);
  const room = { paddingTop: drawn[0]?.start ?? 0, paddingBottom: virtual.getTotalSize() - (last?.end ?? 0) };
  return (
    <div className="cards-scroller" ref={scroller}>
      <ul className="cards" style={room}>
        {drawn.map(({ index }) => {
          const item = items[index];
          if (item === undefined) return null;
          return card(item, { index, count: items.length, measure: virtual.measureElement });
        })}
      </ul>
    </div>
  );
}

/** One status: how many stand there, and the first of them. What is dropped here can be moved with keys and menu too. */
export const Column = memo(function Column(props: ColumnProps) {
  const { status, items, isVirtual, entryId, rolledBackId, isTarget, onTake, onMenu, onDrag, onDrop } = props;
  const isLong = isVirtual && items.length > pageLength;
  const isPrinting = usePrinting();
  const { text } = useSession();
  const words = text.barriers.board;
  const titleId = useId();
  const [length, setLength] = useState(pageLength);
  const grown = useGrowing(isLong ? noItems : items.slice(0, length), step, status);
  const shown = isPrinting ? items : grown;
  const left = isLong || isPrinting ? 0 : Math.min(items.length - length, pageLength);
  const card = (item: BarrierItem, place?: CardPlace) => (
    <Card
      key={item.id}
      item={item}
      place={place}
      isEntry={item.id === entryId}
      isRolledBack={item.id === rolledBackId}
      onTake={onTake}
      onMenu={onMenu}
      onDrag={onDrag}
    />
  );
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
        <>
          {isLong && !isPrinting ? (
            <LongCards items={items} card={card} />
          ) : (
            <ul className="cards">{shown.map((item) => card(item))}</ul>
          )}
          {isLong && <p className="caption screen-only">{boardTools(text).list.notDrawn}</p>}
        </>
      )}
      {left > 0 && (
        <button type="button" className="column-more" onClick={() => setLength(length + pageLength)}>
          {words.more(left)}
        </button>
      )}
    </section>
  );
});
