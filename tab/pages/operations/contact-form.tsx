import { Button, Field, Input } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { AccessibilityContact, SettingsAnswer } from "../../../bot/api/contract.ts";
import { Link } from "../../components/link.tsx";
import { ErrorState, Loading } from "../../components/states.tsx";
import { useSession } from "../../session.ts";
import { useSettings } from "./use-settings.ts";
import { useOperationsText } from "./words.ts";

/** Whom to tell about what is not accessible; it stands in the statement that everybody can read. */
export function ContactForm() {
  const settings = useSettings();
  if (settings.isPending) return <Loading />;
  if (settings.isError) return <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />;
  return <Form stored={settings.data.settings.accessibilityContact ?? null} />;
}

const nobody: AccessibilityContact = { name: "", email: "", phone: "" };

function Form({ stored }: { stored: AccessibilityContact | null }) {
  const words = useOperationsText().contact;
  const [contact, setContact] = useState(stored ?? nobody);
  const [faults, setFaults] = useState<ReturnType<typeof faultsOf>>({});
  const change = (part: Partial<AccessibilityContact>) => setContact((before) => ({ ...before, ...part }));
  const save = useSaveContact();

  function submit(event: FormEvent) {
    event.preventDefault();
    const trimmed = { name: contact.name.trim(), email: contact.email.trim(), phone: contact.phone.trim() };
    const isEmpty = Object.values(trimmed).every((value) => value === "");
    const found = isEmpty ? {} : faultsOf(trimmed);
    setFaults(found);
    if (Object.keys(found).length === 0) save.mutate(isEmpty ? null : trimmed);
  }

  return (
    <form className="form" onSubmit={submit} noValidate>
      <Field label={words.name} validationMessage={faults.name && words.nameError}>
        <Input value={contact.name} maxLength={100} onChange={(_, { value }) => change({ name: value })} />
      </Field>
      <Field label={words.email} validationMessage={faults.email && words.emailError}>
        <Input
          type="email"
          value={contact.email}
          maxLength={200}
          onChange={(_, { value }) => change({ email: value })}
        />
      </Field>
      <Field label={words.phone} validationMessage={faults.phone && words.phoneError}>
        <Input type="tel" value={contact.phone} maxLength={30} onChange={(_, { value }) => change({ phone: value })} />
      </Field>
      <div className="form-buttons">
        <Button appearance="primary" type="submit" disabled={save.isPending}>
          {words.save}
        </Button>
      </div>
      <div aria-live="polite">
        {save.isSuccess && (
          <p className="notice">
            {save.variables === null ? words.removed : words.saved} <Link to="/about/accessibility">{words.see}</Link>
          </p>
        )}
        {save.isError && <ErrorState error={save.error} onRetry={() => save.reset()} />}
      </div>
    </form>
  );
}

/** What the server would refuse, field by field; it has the last word. */
function faultsOf({ name, email, phone }: AccessibilityContact): Partial<Record<keyof AccessibilityContact, true>> {
  return {
    ...(name === "" ? { name: true as const } : {}),
    ...(/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? {} : { email: true as const }),
    ...(/^(?:\+?[\d ()-]{8,30})?$/.test(phone) ? {} : { phone: true as const }),
  };
}

function useSaveContact() {
  const { api } = useSession();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (accessibilityContact: AccessibilityContact | null) => {
      // The others as they are by now: they have a form of their own beside this one.
      const { settings } = await api.get<SettingsAnswer>("/api/admin/settings");
      return api.send<SettingsAnswer>("PUT", "/api/admin/settings", { ...settings, accessibilityContact });
    },
    onSuccess: (saved) => {
      queries.setQueryData(["settings"], saved);
      void queries.invalidateQueries({ queryKey: ["me"] });
    },
  });
}
