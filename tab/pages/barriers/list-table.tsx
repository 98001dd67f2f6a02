import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { memo, useEffect, useRef, useState } from "react";
import type { BarrierItem } from "../../../bot/api/contract.ts";
import { setQuery } from "../../address.ts";
import { Checkbox } from "../../components/checkbox.tsx";
import { Link } from "../../components/link.tsx";
import { usePrinting } from "../../components/printing.ts";
import { useRoute } from "../../router.ts";
import { useMe, useSession } from "../../session.ts";
import { boardTools } from "./board-words.ts";
import { useSelection } from "./selection.ts";
import { type Sorting, sorted, sortingOf } from "./sorting.ts";
import { useChoices } from "./use-choices.ts";
import { daysBetween, shortDate, titleOf } from "./words.ts";

const rowHeight = 44;
const columnCount = 10;

interface ListTableProps {
  items: BarrierItem[];
  onMenu: (item: BarrierItem, button: HTMLElement) => void;
  onTake: (item: BarrierItem) => void;
}

/** One line for each, sorted; only what is near the window is drawn, and everything on paper. */
export function ListTable({ items, onMenu, onTake }: ListTableProps) {
  const { text } = useSession();
  const words = boardTools(text);
  const { query } = useRoute();
  const by = sortingOf(query);
  const { ids, set, canSelect } = useSelection();
  const areas = useChoices().data?.areas;
  const areaName = (id: string) => areas?.find((area) => area.id === id)?.name ?? "";
  const rows = sorted(items, by, areaName);
  const isPrinting = usePrinting();
  const table = useRef<HTMLTableElement>(null);
  const [top, setTop] = useState(0);
  useEffect(() => {
    setTop((table.current?.getBoundingClientRect().top ?? 0) + window.scrollY);
  }, []);
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: top,
  });
  const drawn = virtual.getVirtualItems();
  const from = isPrinting ? 0 : (drawn[0]?.index ?? 0);
  const to = isPrinting ? rows.length : (drawn.at(-1)?.index ?? -1) + 1;
  const all = rows.every(({ id }) => ids.has(id));
  return (
    <>
      {rows.length > to - from && <p className="caption screen-only">{words.list.notDrawn}</p>}
      <table className="table barrier-list" ref={table} aria-rowcount={rows.length + 1}>
        <caption className="visually-hidden">{words.list.label}</caption>
        <thead>
          <tr>
            <th scope="col">
              {canSelect && (
                <Checkbox
                  aria-label={words.many.selectAll}
                  checked={rows.length > 0 && all ? true : ids.size > 0 ? "mixed" : false}
                  onChange={() => set(all ? [] : rows.map(({ id }) => id))}
                />
              )}
            </th>
            <th scope="col">{words.list.what}</th>
            <th scope="col">{words.list.team}</th>
            <SortedHead name="area" label={words.list.area} by={by} />
            <th scope="col">{words.list.status}</th>
            <th scope="col">{words.list.holder}</th>
            <SortedHead name="age" label={words.list.age} by={by} />
            <SortedHead name="teams" label={words.list.teams} by={by} />
            <SortedHead name="contact" label={words.list.contact} by={by} />
            <SortedHead name="waits" label={words.list.waits} by={by} />
          </tr>
        </thead>
        <tbody>
          <Gap height={from * rowHeight} />
          {rows.slice(from, to).map((item, index) => (
            <Row
              key={item.id}
              item={item}
              rowIndex={from + index + 2}
              isFirst={from + index === 0}
              area={areaName(item.areaId)}
              isSelected={ids.has(item.id)}
              onMenu={onMenu}
              onTake={onTake}
            />
          ))}
          <Gap height={(rows.length - to) * rowHeight} />
        </tbody>
      </table>
    </>
  );
}

/** Stands for the lines that are not drawn. */
function Gap({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tr className="gap">
      <td colSpan={columnCount} style={{ height }} />
    </tr>
  );
}

function SortedHead({ name, label, by }: { name: Sorting; label: string; by: Sorting }) {
  const { text } = useSession();
  return (
    <th scope="col" aria-sort={by === name ? (name === "teams" ? "descending" : "ascending") : "none"}>
      <button
        type="button"
        className="sort"
        aria-label={boardTools(text).list.sorted(label)}
        onClick={() => setQuery("sort", name === "age" ? null : name)}
      >
        {label}
        <span aria-hidden="true">{by === name ? " ↓" : ""}</span>
      </button>
    </th>
  );
}

interface RowProps extends Pick<ListTableProps, "onMenu" | "onTake"> {
  item: BarrierItem;
  rowIndex: number;
  isFirst: boolean;
  area: string;
  isSelected: boolean;
}

const Row = memo(function Row({ item, rowIndex, isFirst, area, isSelected, onMenu, onTake }: RowProps) {
  const { text } = useSession();
  const me = useMe();
  const { toggle, canSelect } = useSelection();
  const words = boardTools(text);
  const card = text.barriers.card;
  const title = titleOf(item, text);
  const date = shortDate(text.locale);
  const days = daysBetween(item.createdAt, me.today);
  return (
    <tr data-card={item.id} aria-rowindex={rowIndex}>
      <td>
        {canSelect && (
          <Checkbox
            aria-label={words.many.select(`${title}, ${item.teamName}`)}
            checked={isSelected}
            onChange={() => toggle(item.id)}
          />
        )}
      </td>
      <th scope="row">
        <Link
          to={`/barriers/${encodeURIComponent(item.id)}`}
          className="quiet-link card-link"
          tabIndex={isFirst ? 0 : -1}
        >
          <span className="whole">{title}</span>
        </Link>
      </th>
      <td>
        <span className="whole">{item.teamName}</span>
      </td>
      <td>
        <span className="whole">{area}</span>
      </td>
      <td>
        <button
          type="button"
          className="sort whole"
          aria-haspopup="menu"
          onClick={(event) => onMenu(item, event.currentTarget)}
        >
          {text.vocabulary.barrierStatus[item.status]}
        </button>
      </td>
      <td>
        <Holder item={item} title={title} onTake={onTake} />
      </td>
      <td>{card.age(days)}</td>
      <td>
        {item.teams > 1 ? (
          <Link to={`/barriers?same=${encodeURIComponent(item.id)}`} label={words.common.same(item.teams)}>
            {item.teams}
          </Link>
        ) : (
          item.teams
        )}
      </td>
      <td>
        <span className="whole">{item.contact === "none" ? "" : text.vocabulary.contact[item.contact]}</span>
      </td>
      <td
        className={item.overdueSince === null ? undefined : "accent"}
        title={item.overdueSince === null ? undefined : card.overdue(date(item.overdueSince))}
      >
        <span className="whole">
          {item.overdueSince === null
            ? item.comesBackOn === null
              ? ""
              : date(item.comesBackOn)
            : words.list.since(date(item.overdueSince))}
        </span>
      </td>
    </tr>
  );
});

/** Who has it; what nobody has is taken with one press. */
function Holder({ item, title, onTake }: Pick<RowProps, "item" | "onTake"> & { title: string }) {
  const { text } = useSession();
  const me = useMe();
  const words = boardTools(text);
  const isFree = item.assignedTo === null && item.may.includes("take");
  if (!isFree) {
    const isMine = item.assignedTo?.id === me.person.id;
    const name = isMine ? text.barriers.card.mine : (item.assignedTo?.name ?? words.list.nobody);
    return <span className="whole">{name}</span>;
  }
  return (
    <>
      <button
        type="button"
        className="sort accent screen-only"
        aria-label={`${words.takeLabel(title)}, ${item.teamName}`}
        onClick={() => onTake(item)}
      >
        {words.take}
      </button>
      <span className="print-only">{words.list.nobody}</span>
    </>
  );
}
