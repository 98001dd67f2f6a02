import { useQueryClient } from "@tanstack/react-query";
import { useSay } from "../../components/say.tsx";
import { useSession } from "../../session.ts";

/** What is to be done when a note about a citizen is stored: it is told, and what shows such notes is fetched anew. */
export function useNoted(onDone: () => void): () => void {
  const { text } = useSession();
  const queries = useQueryClient();
  const say = useSay();
  return () => {
    onDone();
    say({ words: text.citizens.saved });
    for (const key of ["citizen-cases", "inclusion", "citizen-ideas"]) {
      void queries.invalidateQueries({ queryKey: [key] });
    }
  };
}
