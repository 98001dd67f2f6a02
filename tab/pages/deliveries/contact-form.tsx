import { Button, Field, Input } from "@fluentui/react-components";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { AccessibilityContact, SettingsAnswer } from "../../../bot/api/contract.ts";
import { ErrorState, Loading } from "../../components/states.tsx";
import { useSession } from "../../session.ts";
import { useOperationsText } from "./words.ts";

const nobody: AccessibilityContact = { name: "", email: "", phone: "" };
const parts = ["name", "email", "phone"] as const;
const inputTypes = { name: "text", email: "email", phone: "tel" } as const;

/** Whom the accessibility statement sends people to. */
export function ContactForm() {
  const { api } = useSession();
  const settings = useQuery({
    queryKey: ["settings"],
    queryFn: ({ signal }) => api.get<SettingsAnswer>("/api/admin/settings", signal),
  });
  if (settings.isPending) return <Loading />;
  if (settings.isError) return <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />;
  return <Form settings={settings.data.settings} />;
}

function Form({ settings }: { settings: SettingsAnswer["settings"] }) {
  const { api } = useSession();
  const words = useOperationsText().contact;
  const queries = useQueryClient();
  const [contact, setContact] = useState(settings.accessibilityContact ?? nobody);
  const save = useMutation({
    mutationFn: () => {
      const isEmpty = parts.every((part) => contact[part].trim() === "");
      const body = { ...settings, accessibilityContact: isEmpty ? null : contact };
      return api.send<SettingsAnswer>("PUT", "/api/admin/settings", body);
    },
    onSuccess: (saved) => {
      queries.setQueryData(["settings"], saved);
      void queries.invalidateQueries({ queryKey: ["me"] });
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate();
  }
  return (
    <form className="contact-form" onSubmit={submit} noValidate>
      {parts.map((part) => (
        <Field key={part} label={words[part]}>
          <Input
            type={inputTypes[part]}
            value={contact[part]}
            maxLength={part === "email" ? 200 : 100}
            onChange={(_, { value }) => setContact((before) => ({ ...before, [part]: value }))}
          />
        </Field>
      ))}
      <div className="form-buttons">
        <Button appearance="primary" type="submit" disabled={save.isPending}>
          {words.save}
        </Button>
      </div>
      <div aria-live="polite">
        {save.isSuccess && <p className="notice">{words.saved}</p>}
        {save.isError && <p className="notice notice-error">{words.refused}</p>}
      </div>
    </form>
  );
}
