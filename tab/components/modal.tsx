import { type ReactNode, useEffect, useId, useRef } from "react";

interface ModalProps {
  title: string;
  children: ReactNode;
  onCancel: () => void;
}

/** Something that is asked or told before anything else goes on; Escape gives up. The browser keeps the keyboard inside. */
export function Modal({ title, children, onCancel }: ModalProps) {
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      className="dialog boxed"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onCancel();
      }}
    >
      <h2 id={titleId}>{title}</h2>
      {children}
    </dialog>
  );
}
