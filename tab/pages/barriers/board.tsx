import {
  type KeyboardEvent,
  lazy,
  type RefObject,
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import type { BarrierItem } from "../../../bot/api/contract.ts";
import { type BarrierStatus, barrierStatuses, barrierStatusFacts, isClosed } from "../../../bot/domain/vocabulary.ts";
import { useSession } from "../../session.ts";
import { actionKeys, helpKey, mayChoose, menuKey, selectKey } from "./action-keys.ts";
import { cardAt, cardIdOf, focusCard, goToEnd, moveDirection, neighbour } from "./board-keys.ts";
import { boardTools } from "./board-words.ts";
import { Column } from "./column.tsx";
import { lastBoard } from "./last-board.ts";
import { type Choice, immediate, moveTo, nearestMove, statusAfter } from "./moves.ts";
import { useSelection } from "./selection.ts";
import { useMoves } from "./use-moves.ts";

const MoveMenu = lazy(async () => ({ default: (await import("./move-menu.tsx")).MoveMenu }));
const ListTable = lazy(async () => ({ default: (await import("./list-table.tsx")).ListTable }));
const KeysHelp = lazy(async () => ({ default: (await import("./keys-help.tsx")).KeysHelp }));
const ActionDialog = lazy(async () => ({ default: (await import("./action-dialog.tsx")).ActionDialog }));

/** In a list, what waits for the team comes first: what is solved before what is asked. */
const turnFirst: readonly BarrierStatus[] = [
  ...barrierStatuses.filter((status) => barrierStatusFacts[status].waitsForTeam).toReversed(),
  ...barrierStatuses.filter((status) => !barrierStatusFacts[status].waitsForTeam),
];

interface BoardProps {
  items: BarrierItem[];
  showClosed: boolean;
  /** Columns side by side, lines in a table, or one column below the other: for those who look rather than move, and on a phone. */
  view: "board" | "list" | "stack";
}

/** A column for every status. Cards are moved with their menu, with the keys or by dragging. */
export function Board({ items, showClosed, view }: BoardProps) {
  const { text } = useSession();
  const words = text.barriers.board;
  const { toggle } = useSelection();
  const [isHelping, setHelping] = useState(false);
  const statuses = view === "stack" ? turnFirst : barrierStatuses;
  const columns: readonly BarrierStatus[] = statuses.filter((status) => showClosed || !isClosed(status));
  const byStatus = useMemo(() => groupByStatus(items), [items]);
  const board = useRef<HTMLElement>(null);
  const [entry, setEntry] = useState<string>();
  const [dragged, setDragged] = useState<BarrierItem | null>(null);
  const { menu, setMenu, asking, choose, answered, leave, cannot, said, failure, rolledBackId } = useChosenMoves(board);
  useLastPlace(board);
  const first = columns.map((status) => byStatus.get(status)?.[0]?.id).find((id) => id !== undefined);
  const entryId = entry !== undefined && items.some(({ id }) => id === entry) ? entry : first;
  const onMenu = useCallback((item: BarrierItem, button: HTMLElement) => setMenu({ item, button }), [setMenu]);
  const drop = (status: BarrierStatus) => {
    const choice = dragged === null ? undefined : moveTo(dragged, status);
    if (dragged !== null && choice !== undefined) choose(dragged, choice);
    setDragged(null);
  };
  const onDrop = useStable(drop);
  const onTake = useStable((item: BarrierItem) => choose(item, "take"));
  const help = () => setHelping(true);
  const keyed = (event: KeyboardEvent<HTMLElement>) =>
    onKey(event, { items, columns, choose, cannot, toggle, help, menu: onMenu });
  return (
    <>
      <p className="keys caption">
        {words.keys}{" "}
        <button type="button" className="sort" onClick={help}>
          {boardTools(text).keys.open} ({helpKey})
        </button>
      </p>
      <p className="visually-hidden" role="status">
        {said}
      </p>
      {failure !== null && (
        <p className="notice notice-error" role="alert">
          {failure}
        </p>
      )}
      {/* What scrolls must be reachable with the keyboard: its cards are. */}
      <section
        className={view === "board" ? "board" : "board is-list"}
        ref={board}
        aria-label={view === "list" ? boardTools(text).list.label : words.label}
        onKeyDown={keyed}
        onFocus={(event) => setEntry(cardIdOf(cardAt(event.target)) ?? entry)}
      >
        {view === "list" && (
          <Suspense>
            <ListTable items={items} onMenu={onMenu} onTake={onTake} />
          </Suspense>
        )}
        {(view === "list" ? [] : columns).map((status) => (
          <Column
            key={status}
            isVirtual={view === "board"}
            onTake={onTake}
            status={status}
            items={byStatus.get(status) ?? noItems}
            entryId={inColumn(byStatus, status, entryId)}
            rolledBackId={inColumn(byStatus, status, rolledBackId)}
            isTarget={dragged !== null && moveTo(dragged, status) !== undefined}
            onMenu={onMenu}
            onDrag={setDragged}
            onDrop={onDrop}
          />
        ))}
      </section>
      {menu !== null && (
        <Suspense>
          <MoveMenu
            item={menu.item}
            target={menu.button}
            onChoose={(choice) => choose(menu.item, choice)}
            onClose={() => setMenu(null)}
          />
        </Suspense>
      )}
      {isHelping && (
        <Suspense>
          <KeysHelp onClose={() => setHelping(false)} />
        </Suspense>
      )}
      {asking !== null && <Question asking={asking} items={items} onDone={answered} onCancel={leave} />}
    </>
  );
}

/** Whoever comes back from a card is where they were. */
function useLastPlace(board: RefObject<HTMLElement | null>) {
  useEffect(() => {
    if (lastBoard.cardId === null) return;
    focusCard(board.current, lastBoard.cardId);
    lastBoard.cardId = null;
  }, [board]);
}

/** Moves with the menu that offers them and the form that asks what is to be told first. */
function useChosenMoves(board: RefObject<HTMLElement | null>) {
  const [menu, setMenu] = useState<{ item: BarrierItem; button: HTMLElement } | null>(null);
  const [asking, setAsking] = useState<Asking | null>(null);
  const { move, tell, ...moves } = useMoves(board);
  function choose(item: BarrierItem, choice: Choice) {
    setMenu(null);
    if (immediate.has(choice)) move(item, choice);
    else setAsking({ item, choice });
  }
  function answered({ item, choice }: Asking) {
    setAsking(null);
    tell(item, statusAfter(choice) ?? item.status);
  }
  function leave({ item }: Asking) {
    setAsking(null);
    focusCard(board.current, item.id);
  }
  return { ...moves, menu, setMenu, asking, choose, answered, leave };
}

interface KeyMoves {
  items: BarrierItem[];
  columns: readonly BarrierStatus[];
  choose: (item: BarrierItem, choice: Choice) => void;
  cannot: () => void;
  toggle: (id: string) => void;
  help: () => void;
  menu: (item: BarrierItem, button: HTMLElement) => void;
}

/** Arrows go to another card; with Shift they move this one. A letter does what it stands for to the card that the keyboard is on. */
function onKey(event: KeyboardEvent<HTMLElement>, moves: KeyMoves) {
  const { items, columns, choose, cannot } = moves;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === helpKey) return moves.help();
  const card = cardAt(event.target);
  const item = items.find(({ id }) => id === cardIdOf(card));
  if (card === null || item === undefined) return;
  if (onLetter(event, item, moves)) return event.preventDefault();
  if (goToEnd(event.currentTarget, card, event.key)) return event.preventDefault();
  const direction = moveDirection(event);
  const next = direction === undefined ? neighbour(event.currentTarget, card, event.key) : undefined;
  if (direction === undefined && next === undefined) return;
  event.preventDefault();
  if (direction === undefined) return focusCard(event.currentTarget, cardIdOf(next) ?? "");
  const status = nearestMove(item, direction, columns);
  const choice = status && moveTo(item, status);
  if (choice === undefined) cannot();
  else choose(item, choice);
}

/** Whether the key stands for something that is done to a card. */
function onLetter({ key, target }: KeyboardEvent<HTMLElement>, item: BarrierItem, moves: KeyMoves): boolean {
  const choice = actionKeys[key];
  if (key === selectKey) moves.toggle(item.id);
  else if (key === menuKey && target instanceof HTMLElement) moves.menu(item, target);
  else if (choice === undefined) return false;
  else if (mayChoose(item, choice)) moves.choose(item, choice);
  else moves.cannot();
  return true;
}

/** What is to be told before a card moves. */
interface Asking {
  item: BarrierItem;
  choice: Choice;
}

interface QuestionProps {
  asking: Asking;
  items: BarrierItem[];
  onDone: (asking: Asking) => void;
  onCancel: (asking: Asking) => void;
}

function Question({ asking, items, onDone, onCancel }: QuestionProps) {
  // As it stands now, so that a form that was refused for an old version is sent with the new one.
  const item = items.find(({ id }) => id === asking.item.id) ?? asking.item;
  return (
    <Suspense>
      <ActionDialog
        item={item}
        choice={asking.choice}
        onDone={() => onDone(asking)}
        onCancel={() => onCancel(asking)}
      />
    </Suspense>
  );
}

const noItems: BarrierItem[] = [];

function inColumn(byStatus: Map<BarrierStatus, BarrierItem[]>, status: BarrierStatus, id: string | undefined) {
  return byStatus.get(status)?.some((item) => item.id === id) ? id : undefined;
}

function groupByStatus(items: BarrierItem[]): Map<BarrierStatus, BarrierItem[]> {
  const groups = Map.groupBy(items, ({ status }) => status);
  // Who has waited longest comes first among the new; elsewhere what changed last.
  groups.set(
    "new",
    (groups.get("new") ?? []).toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1)),
  );
  return groups;
}

/** The newest function behind one that never changes, so that the columns are not drawn again for it. */
function useStable<A extends unknown[]>(newest: (...args: A) => void): (...args: A) => void {
  const ref = useRef(newest);
  useEffect(() => {
    ref.current = newest;
  });
  return useCallback((...args: A) => ref.current(...args), []);
}
