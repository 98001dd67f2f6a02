import { Button } from "@fluentui/react-components";
import { Modal } from "../../components/modal.tsx";
import { useSession } from "../../session.ts";
import { actionKeys, helpKey, menuKey, selectKey } from "./action-keys.ts";
import { boardTools } from "./board-words.ts";

/** Every key of the board and the list. */
export function KeysHelp({ onClose }: { onClose: () => void }) {
  const { text } = useSession();
  const words = boardTools(text).keys;
  const lines: [key: string, what: string][] = [
    [words.move, words.moveWhat],
    [words.shift, words.shiftWhat],
    [words.enter, words.enterWhat],
    [selectKey, words.select],
    [menuKey, words.menu],
    ...Object.entries(actionKeys).map(([key, choice]): [string, string] => [key, text.barriers.actions[choice]]),
    [helpKey, words.help],
  ];
  return (
    <Modal title={words.title} onCancel={onClose}>
      <p className="quiet">{words.intro}</p>
      <dl className="lined is-topped">
        {lines.map(([key, what]) => (
          <div key={key} className="row apart">
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <Button appearance="primary" onClick={onClose}>
        {words.close}
      </Button>
    </Modal>
  );
}
