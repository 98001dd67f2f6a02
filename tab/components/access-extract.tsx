import { Button } from "@fluentui/react-components";
import { useMutation } from "@tanstack/react-query";
import { accessDa } from "../../bot/text/da/access.ts";
import { accessEn } from "../../bot/text/en/access.ts";
import { ApiError } from "../api.ts";
import { useSession } from "../session.ts";
import { keepFile } from "./export-buttons.tsx";

/** What can be looked at when somebody asks for access to documents, for managers and administrators. */
export function AccessExtract() {
  const { api, text } = useSession();
  const words = text.locale.startsWith("en") ? accessEn : accessDa;
  const fetchFile = useMutation({
    mutationFn: () => api.download("/api/export/access.xlsx"),
    onSuccess: keepFile,
  });
  const problem = fetchFile.error instanceof ApiError ? fetchFile.error.problem : null;
  return (
    <section className="section no-print" aria-labelledby="access-title">
      <h2 id="access-title">{words.title}</h2>
      <p className="section-intro">{words.intro}</p>
      <div className="export-buttons row">
        <Button size="small" disabled={fetchFile.isPending} onClick={() => fetchFile.mutate()}>
          {words.fetch}
        </Button>
        {fetchFile.isError && <span role="alert">{problem?.userMessage || words.failed}</span>}
      </div>
    </section>
  );
}
