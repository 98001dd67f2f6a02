import { Button, DrawerBody, DrawerHeader, DrawerHeaderTitle, OverlayDrawer } from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons";
import { useSession } from "../session.ts";

interface DrawerProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  /** Takes what the form is drawn in. */
  body: (element: HTMLElement | null) => void;
}

/** What is drawn over the page at its side; a press beside it closes nothing, so that what was typed is not lost. */
export function Drawer({ title, isOpen, onClose, body }: DrawerProps) {
  const { text } = useSession();
  return (
    <OverlayDrawer
      open={isOpen}
      aria-label={title}
      position="end"
      size="medium"
      onOpenChange={(_, { open, type }) => {
        if (!open && type !== "backdropClick") onClose();
      }}
    >
      <DrawerHeader>
        <DrawerHeaderTitle
          action={
            <Button appearance="subtle" aria-label={text.toast.close} icon={<DismissRegular />} onClick={onClose} />
          }
        >
          {title}
        </DrawerHeaderTitle>
      </DrawerHeader>
      <DrawerBody ref={body} />
    </OverlayDrawer>
  );
}
