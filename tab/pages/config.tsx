import { useEffect, useState } from "react";
import { Segments } from "../components/segments.tsx";
import { useSession } from "../session.ts";

/** What a channel has in common: pages that are about more than the reader's own week. */
const choices = ["overview", "barriers", "trials"] as const;

/** Where somebody who adds Ombord to a channel chooses what its tab shows first. */
export function ConfigPage() {
  const { host, text } = useSession();
  const words = text.config;
  const [page, setPage] = useState<(typeof choices)[number]>("overview");
  useEffect(() => host.setUp(`/${page}`), [host, page]);
  useEffect(() => host.ready(), [host]);
  return (
    <main className="config stack">
      <h1>{words.title}</h1>
      <p>{host.isSettingUp ? words.save : words.outside}</p>
      <Segments legend={words.intro} options={choices} labels={text.pages} value={page} onChange={setPage} />
      <p className="quiet">{text.shell.purpose}</p>
    </main>
  );
}
