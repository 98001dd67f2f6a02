import type { CasePageKind } from "../../bot/domain/case-page.ts";
import { useSession } from "../session.ts";
import { Link } from "./link.tsx";

interface ToCaseProps {
  kind: CasePageKind;
  id: string;
  /** What it is of, for whoever hears the link alone. */
  of: string;
}

/** One press from where something stands to its page for the case system. */
export function ToCase({ kind, id, of }: ToCaseProps) {
  const { toCase } = useSession().text.export;
  return (
    <p className="caption no-print">
      <Link to={`/case/${kind}/${encodeURIComponent(id)}`} label={`${toCase}: ${of}`}>
        {toCase}
      </Link>
    </p>
  );
}
