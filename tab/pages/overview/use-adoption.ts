import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { AdoptionAnswer } from "../../../bot/api/contract.ts";
import { useSession } from "../../session.ts";

/** The adoption of everything the person may see, or of one area, over so many weeks. */
export function useAdoption(areaId: string | null, weeks: number) {
  const { api } = useSession();
  return useQuery({
    queryKey: ["adoption", weeks, areaId],
    queryFn: ({ signal }) => {
      const search = new URLSearchParams({ weeks: String(weeks), ...(areaId === null ? {} : { area: areaId }) });
      return api.get<AdoptionAnswer>(`/api/adoption?${search}`, signal);
    },
    placeholderData: keepPreviousData,
  });
}
