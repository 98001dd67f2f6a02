import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { NewScreening, ScreeningsAnswer } from "../../../bot/api/contract.ts";
import { screeningDays } from "../../../bot/domain/screening.ts";
import { type PersonalDataKind, personalDataKinds, type ScreenedKind } from "../../../bot/domain/vocabulary.ts";
import { Choose, named } from "../../components/choose.tsx";
import { DateField } from "../../components/date-field.tsx";
import { FormFooter, useGuardedForm } from "../../components/form.tsx";
import { GuardedText } from "../../components/guarded-text.tsx";
import { useSay } from "../../components/say.tsx";
import { useMe, useSession } from "../../session.ts";
import { daysAfter } from "../barriers/words.ts";
import { adviceText } from "./words.ts";

const basis = ["development", "operation"] as const;
const before = ["beforePurchase", "beforeTest", "beforeOperation"] as const;
const nothing = {
  question: "",
  development: "",
  operation: "",
  beforePurchase: "",
  beforeTest: "",
  beforeOperation: "",
};
const usualDays = 10;

interface AskFormProps {
  about: ScreenedKind;
  aboutId: string;
  onDone: () => void;
}

/** A short screening: what is asked, whether there is personal data in it, what it is based on, and by when. */
export function AskForm({ about, aboutId, onDone }: AskFormProps) {
  const { text } = useSession();
  const { today } = useMe();
  const words = adviceText(text);
  const [id] = useState(() => crypto.randomUUID());
  const [texts, setTexts] = useState(nothing);
  const [personalData, setPersonalData] = useState<PersonalDataKind>("unsure");
  const [due, setDue] = useState(() => daysAfter(today, usualDays));
  const ask = useAsk(words.asked, onDone);
  const isSoon = due >= daysAfter(today, screeningDays.least) && due <= daysAfter(today, screeningDays.most);
  const lacksQuestion = texts.question.trim() === "";
  const form = useGuardedForm({
    texts,
    isWhole: !lacksQuestion && isSoon,
    request: ask,
    send: (confirmed) => ask.mutate({ id, about, aboutId, personalData, due, ...texts, confirmed }),
  });
  const fieldOf = (field: keyof typeof nothing, hint?: string) => (
    <GuardedText
      key={field}
      field={field}
      form={form}
      label={words[field]}
      value={texts[field]}
      onChange={(value) => setTexts({ ...texts, [field]: value })}
      rows={field === "question" ? 4 : 2}
      hint={hint}
      required={field === "question"}
      error={field === "question" && form.isTried && lacksQuestion ? words.needQuestion : undefined}
    />
  );
  return (
    <form className="form" onSubmit={form.submit} noValidate>
      <p className="quiet">{words.askIntro}</p>
      {fieldOf("question", words.questionHint)}
      <Choose
        label={words.personalDataAsk}
        options={named(personalDataKinds, words.personalData)}
        value={personalData}
        onChange={(chosen) => setPersonalData(personalDataKinds.find((one) => one === chosen) ?? personalData)}
      />
      {basis.map((field) => fieldOf(field, words.basisHint))}
      {before.map((field) => fieldOf(field))}
      <DateField
        label={words.due}
        value={due}
        min={daysAfter(today, screeningDays.least)}
        onChange={setDue}
        error={isSoon ? undefined : words.dueWrong}
      />
      <FormFooter form={form} request={ask} label={words.send} cancelLabel={words.cancel} onCancel={onDone} />
    </form>
  );
}

function useAsk(said: string, onDone: () => void) {
  const { api } = useSession();
  const queries = useQueryClient();
  const say = useSay();
  return useMutation({
    mutationFn: (body: NewScreening) => api.send<ScreeningsAnswer>("POST", "/api/screenings", body),
    onSuccess: () => {
      say({ words: said });
      void queries.invalidateQueries({ queryKey: ["screenings"] });
      onDone();
    },
  });
}
