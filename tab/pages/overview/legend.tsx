import { usageLevels } from "../../../bot/domain/vocabulary.ts";
import { LevelSymbol } from "../../components/level.tsx";
import { useSession } from "../../session.ts";

export function Legend() {
  const { text } = useSession();
  const words = text.overview;
  return (
    <aside className="legend" aria-labelledby="legend-title">
      <h3 id="legend-title">{words.legend}</h3>
      <ul className="legend-levels">
        {usageLevels.map((level) => (
          <li key={level}>
            <span className={`legend-swatch level-${level}`}>
              <LevelSymbol level={level} />
            </span>
            {text.vocabulary.usage[level]}
          </li>
        ))}
      </ul>
      <ul className="legend-notes">
        <li>{words.legendArea}</li>
        <li>{words.legendBars}</li>
        <li>{words.legendStale}</li>
        <li>{words.legendNoAnswer}</li>
        <li>{words.legendNotUsed}</li>
      </ul>
    </aside>
  );
}
