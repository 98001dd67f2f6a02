import { Button, Field, Input } from "@fluentui/react-components";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { BoardViewsAnswer } from "../../../bot/api/contract.ts";
import { navigate } from "../../address.ts";
import { Choose } from "../../components/choose.tsx";
import { CopyLink } from "../../components/copy-link.tsx";
import { Failure } from "../../components/failure.tsx";
import { useRoute } from "../../router.ts";
import { useSession } from "../../session.ts";
import { boardTools } from "./board-words.ts";

const path = "/api/barriers/views";

/** Named views of one's own: chosen, kept and deleted; what is shown now can be sent as a link. */
export function Views() {
  const { api, text } = useSession();
  const words = boardTools(text).views;
  const { query } = useRoute();
  const queries = useQueryClient();
  const [name, setName] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const search = query.toString();
  const stored = useQuery({
    queryKey: ["board-views"],
    queryFn: ({ signal }) => api.get<BoardViewsAnswer>(path, signal),
    staleTime: 600_000,
    // The first view of the board is one request.
    enabled: isOpen || search !== "",
  });
  const keep = useMutation({
    mutationFn: (views: BoardViewsAnswer["views"]) => api.send<BoardViewsAnswer>("PUT", path, { views }),
    onSuccess: (answer) => {
      queries.setQueryData(["board-views"], answer);
      setName(null);
    },
  });
  const views = stored.data?.views ?? [];
  const now = views.find(({ filter }) => isSame(filter, query));
  function save(event: FormEvent) {
    event.preventDefault();
    if (name === null || name.trim() === "") return;
    const others = views.filter((view) => view.name !== name.trim());
    keep.mutate([...others, { name: name.trim(), filter: Object.fromEntries(query) }]);
  }
  return (
    <div className="views row">
      {search === "" && !isOpen && (
        <Button size="small" appearance="subtle" onClick={() => setOpen(true)}>
          {words.label}
        </Button>
      )}
      {views.length > 0 && (
        <Choose
          isSmall
          label={words.label}
          empty={words.none}
          value={now?.name ?? ""}
          options={views.map((view) => ({ id: view.name, name: view.name }))}
          onChange={(chosen) => open(views.find((view) => view.name === chosen)?.filter)}
        />
      )}
      {search !== "" && now === undefined && name === null && (
        <Button size="small" appearance="subtle" onClick={() => setName("")}>
          {words.save}
        </Button>
      )}
      {now !== undefined && (
        <Button
          size="small"
          appearance="subtle"
          onClick={() => keep.mutate(views.filter((view) => view.name !== now.name))}
        >
          {words.remove}
        </Button>
      )}
      {name !== null && (
        <form className="row" onSubmit={save}>
          <Field label={words.name}>
            <Input value={name} maxLength={60} onChange={(_, { value }) => setName(value)} />
          </Field>
          <Button type="submit">{words.keep}</Button>
        </form>
      )}
      {search !== "" && <CopyLink path={`/detDriller?${search}`} />}
      <Failure error={keep.error} />
    </div>
  );
}

function open(filter: Readonly<Record<string, string>> | undefined): void {
  const search = new URLSearchParams(filter ?? {}).toString();
  navigate(search === "" ? "/barriers" : `/barriers?${search}`, true);
}

function isSame(filter: Readonly<Record<string, string>>, query: URLSearchParams): boolean {
  const entries = Object.entries(filter);
  return entries.length === [...query].length && entries.every(([name, value]) => query.get(name) === value);
}
