import { usageLevels } from "../../../bot/domain/vocabulary.ts";
import { isNarrow } from "../../components/folding.tsx";
import { LevelSymbol } from "../../components/level.tsx";
import { useSession } from "../../session.ts";

export function Legend() {
  const { text } = useSession();
  const words = text.overview;
  return (
    <aside className="legend caption" aria-labelledby="legend-title">
      <details className="folding" aria-labelledby="legend-title" open={!isNarrow()}>
        <summary>
          <h3 className="small" id="legend-title">
            {words.legend}
          </h3>
        </summary>
        <ul className="legend-levels row">
          {usageLevels.map((level) => (
            <li key={level} className="row">
              <span className={`legend-swatch level-${level}`}>
                <LevelSymbol level={level} />
              </span>
              {text.vocabulary.usage[level]}
            </li>
          ))}
        </ul>
        <ul>
          <li>{words.legendArea}</li>
          <li>{words.legendBars}</li>
          <li>{words.legendStale}</li>
          <li>{words.legendNoAnswer}</li>
          <li>{words.legendNotUsed}</li>
        </ul>
      </details>
    </aside>
  );
}
