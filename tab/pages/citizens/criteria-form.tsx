import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { CriteriaAnswer, CriteriaItem, NewCriteria } from "../../../bot/api/contract.ts";
import { inclusionPrinciples } from "../../../bot/domain/vocabulary.ts";
import { Checkbox } from "../../components/checkbox.tsx";
import { Choose } from "../../components/choose.tsx";
import { DateField } from "../../components/date-field.tsx";
import { FormFooter, useGuardedForm } from "../../components/form.tsx";
import { GuardedFields } from "../../components/guarded-fields.tsx";
import { useSay } from "../../components/say.tsx";
import { useMe, useSession } from "../../session.ts";
import { citizenSteps } from "./steps-text.ts";

interface CriteriaFormProps {
  answer: CriteriaAnswer;
  /** Those that are changed; new ones when left out. */
  criteria?: CriteriaItem;
  onDone: () => void;
}

const fields = ["digital", "hybrid", "analogue", "decider"] as const;
type Texts = Record<(typeof fields)[number], string>;

/** What is agreed for a solution in an area; what stood there before is kept unless it is asked to go. */
export function CriteriaForm({ answer, criteria, onDone }: CriteriaFormProps) {
  const { api, text } = useSession();
  const me = useMe();
  const queries = useQueryClient();
  const say = useSay();
  const words = citizenSteps(text).criteria;
  const [about, setAbout] = useState({
    solution: criteria?.solutionId ?? answer.solutions[0]?.id ?? "",
    area: criteria?.area ?? answer.writable[0]?.id ?? "",
  });
  const [texts, setTexts] = useState<Texts>({
    digital: criteria?.digital ?? "",
    hybrid: criteria?.hybrid ?? "",
    analogue: criteria?.analogue ?? "",
    decider: criteria?.decider ?? "",
  });
  const [since, setSince] = useState(me.today);
  const [principles, setPrinciples] = useState<CriteriaItem["principles"]>(criteria?.principles ?? []);
  const [forgets, setForgets] = useState(false);
  const address = `/api/criteria/${encodeURIComponent(about.solution)}/${encodeURIComponent(about.area)}`;
  const keep = useMutation({
    mutationFn: (body: NewCriteria) => api.send<CriteriaAnswer>("PUT", address, body),
    onSuccess: () => {
      say({ words: words.saved });
      void queries.invalidateQueries({ queryKey: ["criteria"] });
      onDone();
    },
  });
  const lacksWords = [texts.digital, texts.hybrid, texts.analogue].every((written) => written.trim() === "");
  const form = useGuardedForm({
    texts: { ...texts },
    request: keep,
    isWhole: !lacksWords && since !== "",
    send: (confirmed) => keep.mutate({ ...texts, since, principles, forgetsEarlier: forgets, confirmed }),
  });
  return (
    <form className="form" onSubmit={form.submit} noValidate>
      {criteria === undefined && <AboutFields answer={answer} about={about} onChange={setAbout} />}
      <GuardedFields
        fields={fields}
        form={form}
        labels={words}
        texts={texts}
        onChange={setTexts}
        hints={{ decider: words.deciderHint }}
        errors={{ digital: form.isTried && lacksWords ? words.needWords : undefined }}
      />
      <DateField
        label={words.since}
        value={since}
        onChange={setSince}
        error={form.isTried && since === "" ? words.needDate : undefined}
      />
      <PrincipleFields chosen={principles} onChange={setPrinciples} />
      {criteria !== undefined && criteria.earlier.length > 0 && (
        <Checkbox label={words.forget} checked={forgets} onChange={(_, { checked }) => setForgets(checked === true)} />
      )}
      {forgets && <p className="notice">{words.forgetWhy}</p>}
      <FormFooter
        form={form}
        request={keep}
        label={words.save}
        outcome={text.myWeek.notSaved}
        cancelLabel={text.citizens.cancel}
        onCancel={onDone}
      />
    </form>
  );
}

interface About {
  solution: string;
  area: string;
}

function AboutFields({ answer, about, onChange }: Omit<CriteriaFormProps, "onDone"> & AboutFieldsProps) {
  const words = citizenSteps(useSession().text).criteria;
  return (
    <>
      <Choose
        label={words.solution}
        options={answer.solutions}
        value={about.solution}
        onChange={(solution) => onChange({ ...about, solution })}
      />
      <Choose
        label={words.area}
        options={answer.writable}
        value={about.area}
        onChange={(area) => onChange({ ...about, area })}
      />
    </>
  );
}

interface AboutFieldsProps {
  about: About;
  onChange: (about: About) => void;
}

interface PrincipleFieldsProps {
  chosen: CriteriaItem["principles"];
  onChange: (chosen: CriteriaItem["principles"]) => void;
}

function PrincipleFields({ chosen, onChange }: PrincipleFieldsProps) {
  const words = citizenSteps(useSession().text).principles;
  return (
    <fieldset className="choices">
      <legend className="strong">{words.title}</legend>
      <p className="quiet">{words.intro}</p>
      <div className="stack">
        {inclusionPrinciples.map((id) => (
          <Checkbox
            key={id}
            label={words.items[id]}
            checked={chosen.includes(id)}
            onChange={(_, { checked }) => onChange(checked ? [...chosen, id] : chosen.filter((other) => other !== id))}
          />
        ))}
      </div>
      <p className="quiet">{words.source}</p>
    </fieldset>
  );
}
