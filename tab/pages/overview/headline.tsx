import { Fragment } from "react";
import type { AdoptionAnswer } from "../../../bot/api/contract.ts";
import { Link } from "../../components/link.tsx";
import { useRoute } from "../../router.ts";
import { useSession } from "../../session.ts";
import { solutionPath } from "./paths.ts";
import { type SentencePart, sentenceParts } from "./summary-sentence.ts";
import type { useAttention } from "./use-attention.ts";

interface HeadlineProps {
  adoption: AdoptionAnswer;
  attention: ReturnType<typeof useAttention>;
}

/** One sentence with what is most worth knowing, each part of it leading on; how many have answered when there is nothing else. */
export function Headline({ adoption, attention }: HeadlineProps) {
  const { text } = useSession();
  const { query } = useRoute();
  const words = text.overview.sentence;
  const { answered, asked } = adoption.summary;
  const parts = attention.data === undefined ? [] : sentenceParts(attention.data, adoption.solutions, words);
  return (
    <p className="headline capital">
      {parts.length === 0 && words.calm(answered.at(-1) ?? 0, asked.at(-1) ?? 0)}
      {parts.map((part, at) => (
        <Fragment key={part.said}>
          {at > 0 && ", "}
          <Link to={pathOf(part)}>{part.said}</Link>
        </Fragment>
      ))}
      .
    </p>
  );

  function pathOf({ kind, solutionId }: SentencePart): string {
    if (solutionId !== undefined) return solutionPath(solutionId);
    return `/overview?${new URLSearchParams([...[...query].filter(([name]) => name !== "open"), ["open", kind]])}`;
  }
}
