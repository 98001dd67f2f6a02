import { Field, Input } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Personas } from "../../bot/api/contract.ts";
import { ErrorState, Loading } from "../components/states.tsx";
import { useSession } from "../session.ts";

/** In local mode, whom to be. */
export function PersonaPicker({ onChoose }: { onChoose: (upn: string) => void }) {
  const { api, text } = useSession();
  const [search, setSearch] = useState("");
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
      <Field label={text.persona.search} className="section-intro">
        <Input type="search" value={search} onChange={(_, { value }) => setSearch(value)} />
      </Field>
      {found.length === 0 && <p>{text.persona.none}</p>}
      <ul className="columns">
        {found.map((persona) => (
          <li key={persona.upn}>
            <button type="button" className="card" onClick={() => onChoose(persona.upn)}>
              <strong>{persona.name}</strong>
              <br />
              <span className="caption">{roleNames(persona.roles)}</span>
            </button>
          </li>
        ))}
      </ul>
    </main>
  );
}
