import { Button } from "@fluentui/react-components";
import { useState } from "react";
import { useSession } from "../session.ts";

/** Copies an address of what is on the page, and says whether it could. */
export function CopyLink({ path }: { path: string }) {
  const { host, text } = useSession();
  const [outcome, setOutcome] = useState<"copied" | "copyFailed" | null>(null);
  async function copy() {
    try {
      const link = await host.linkTo(path);
      if (link !== "") await host.copy(link);
      setOutcome("copied");
    } catch {
      // A browser or a host may refuse; nothing else can go wrong here.
      setOutcome("copyFailed");
    }
  }
  return (
    <div className="copy-link quiet">
      <Button appearance="subtle" onClick={() => void copy()}>
        {text.detail.copyLink}
      </Button>
      <span role="status">{outcome !== null && text.detail[outcome]}</span>
    </div>
  );
}
