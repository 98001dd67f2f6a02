import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { Personas } from "../../bot/api/contract.ts";
import { ErrorState, Loading } from "../components/states.tsx";
import { useSession } from "../session.ts";

/** In local mode, whom to be. */
export function PersonaPicker({ onChoose }: { onChoose: (upn: string) => void }) {
  const { api, text } = useSession();
  const [search, setSearch] = useState("");
  const searchId = useId();
  const personas = useQuery({
    queryKey: ["personas"],
    queryFn: ({ signal }) => api.get<Personas>("/api/personas", signal),
  });
  if (personas.isPending) return <Loading />;
  if (personas.isError) {
    return (
      <main>
        <ErrorState isPage error={personas.error} onRetry={() => void personas.refetch()} />
      </main>
    );
  }

  const roleNames = (roles: Personas["personas"][number]["roles"]) =>
    [...new Set(roles.map(({ role }) => text.vocabulary.role[role]))].join(" · ");
  const found = personas.data.personas.filter((persona) =>
    `${persona.name} ${roleNames(persona.roles)}`.toLowerCase().includes(search.trim().toLowerCase()),
  );
  return (
    <main className="persona-picker" id="content">
      <h1>{text.persona.title}</h1>
      <p>{text.persona.intro}</p>
      <label className="persona-search" htmlFor={searchId}>
        {text.persona.search}
      </label>
      <input id={searchId} type="search" value={search} onChange={(event) => setSearch(event.target.value)} />
      {found.length === 0 && <p>{text.persona.none}</p>}
      <ul>
        {found.map((persona) => (
          <li key={persona.upn}>
            <button type="button" onClick={() => onChoose(persona.upn)}>
              <span className="persona-name">{persona.name}</span>
              <span className="persona-roles">{roleNames(persona.roles)}</span>
            </button>
          </li>
        ))}
      </ul>
    </main>
  );
}
