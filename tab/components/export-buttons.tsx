import { Button } from "@fluentui/react-components";
import { useMutation } from "@tanstack/react-query";
import { ApiError } from "../api.ts";
import { useSession } from "../session.ts";

interface ExportButtonsProps {
  what: "adoption" | "barriers" | "councils" | "decisions" | "inclusion" | "quarter";
  /** What the page is filtered by. */
  search: URLSearchParams | string;
  /** It comes as a deck too; what the button says. */
  deck?: string;
}

/** What is on the page as a file or on paper, with the same figures hidden. */
export function ExportButtons({ what, search, deck }: ExportButtonsProps) {
  const { api, text } = useSession();
  const words = text.export;
  const fetchFile = useMutation({
    mutationFn: (format: "csv" | "xlsx" | "pptx") => api.download(`/api/export/${what}.${format}?${search}`),
    onSuccess: keepFile,
  });
  const problem = fetchFile.error instanceof ApiError ? fetchFile.error.problem : null;
  return (
    <div className="export-buttons row">
      {(["csv", "xlsx"] as const).map((format) => (
        <Button
          key={format}
          size="small"
          appearance="subtle"
          disabled={fetchFile.isPending}
          onClick={() => fetchFile.mutate(format)}
        >
          {words[format]}
        </Button>
      ))}
      {deck !== undefined && (
        <Button
          size="small"
          appearance="subtle"
          disabled={fetchFile.isPending}
          onClick={() => fetchFile.mutate("pptx")}
        >
          {deck}
        </Button>
      )}
      <Button size="small" appearance="subtle" onClick={() => window.print()}>
        {words.print}
      </Button>
      {fetchFile.isError && <span role="alert">{problem?.userMessage || words.failed}</span>}
    </div>
  );
}

/** Hands a file over under its own name. */
export function keepFile({ name, blob }: { name: string; blob: Blob }): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
