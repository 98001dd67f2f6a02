import { Menu, MenuItem, MenuList, MenuPopover } from "@fluentui/react-components";
import type { BarrierItem } from "../../../bot/api/contract.ts";
import { useSession } from "../../session.ts";
import { type Choice, movesOf, statusAfter } from "./moves.ts";
import { titleOf } from "./words.ts";

interface MoveMenuProps {
  item: BarrierItem;
  target: HTMLElement;
  onChoose: (choice: Choice) => void;
  onClose: () => void;
}

/** Where a barrier may go: its legal moves and no others. */
export function MoveMenu({ item, target, onChoose, onClose }: MoveMenuProps) {
  const { text } = useSession();
  return (
    <Menu
      open
      onOpenChange={(_, { open }) => {
        if (open) return;
        onClose();
        target.focus();
      }}
      positioning={{ target, position: "below", align: "start" }}
    >
      <MenuPopover>
        <MenuList aria-label={text.barriers.board.moveMenu(titleOf(item, text))}>
          {movesOf(item).map((choice) => (
            <MenuItem key={choice} onClick={() => onChoose(choice)}>
              {moveLabel(choice)}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );

  /** The column's name, except where more than one way leads to it. */
  function moveLabel(choice: Choice): string {
    if (choice.startsWith("lift")) return text.barriers.actions[choice];
    if (choice === "supplier" || choice === "escalate" || choice === "reopen") return text.barriers.actions[choice];
    const status = statusAfter(choice);
    return status === undefined ? "" : text.vocabulary.barrierStatus[status];
  }
}
