import type { Card } from "../channel.ts";
import type { Text } from "../text/text.ts";
import { card, choiceSet, execute, heading, paragraph } from "./card.ts";

/** A button: its words, its verb and what it carries. */
export type SaidButton = readonly [title: string, verb: string, data: Record<string, unknown>];

/** What was understood, and what one press does about it; the first button is the one. */
export function askCard(title: string, sentence: string, buttons: readonly SaidButton[]): Card {
  const actions = buttons.map(([words, verb, data], index) =>
    execute(words, verb, data, index === 0 ? { style: "positive" } : {}),
  );
  return card([heading(title), paragraph(sentence)], actions);
}

/** The three things that somebody in this role most likely wants. */
export function likeliest(role: "leader" | "navigator" | "other", text: Text): SaidButton[] {
  const begin = [text.welcome.begin, "checkIn/mine", {}] as const;
  const trouble = [text.checkIn.troubled, "barrier/start", {}] as const;
  const away = [text.absence.button, "absence/form", {}] as const;
  const citizen = [text.checkIn.citizen, "citizen/form", {}] as const;
  const status = [text.said.status, "status/show", {}] as const;
  if (role === "leader") return [begin, trouble, away];
  return role === "navigator" ? [trouble, citizen, status] : [status];
}

/** What is not understood: one sentence, and a way on. */
export function notUnderstoodCard(sentence: string, role: "leader" | "navigator" | "other", text: Text): Card {
  const help = [text.welcome.help, "help/show", {}] as const;
  const buttons = likeliest(role, text);
  const shown = buttons.length < 3 ? [...buttons, help] : buttons;
  return card(
    [paragraph(sentence)],
    shown.map(([words, verb, data]) => execute(words, verb, data, { withoutInputs: true })),
  );
}

/** How often the teams are asked from now on; of several the leader chooses which. */
export function rhythmCard(
  rhythm: "everyWeek" | "everySecondWeek",
  teams: readonly { id: string; name: string }[],
  text: Text,
): Card {
  const isSeldom = rhythm === "everySecondWeek";
  const ids = teams.map(({ id }) => id).join(",");
  // One of them or all: what stands beside several boxes is read as Markdown, whatever a team is called.
  const choices = [
    { title: text.said.allTeams, value: ids },
    ...teams.map(({ id, name }) => ({ title: name, value: id })),
  ];
  const which = choiceSet("teams", text.said.rhythmTeams, choices, { value: ids });
  return card(
    [
      heading(text.said.rhythmTitle),
      paragraph(isSeldom ? text.said.everySecondWeek : text.said.everyWeek),
      teams.length > 1 ? which : null,
    ],
    [
      execute(
        isSeldom ? text.rhythm.accept : text.rhythm.undo,
        "said/rhythm",
        { rhythm, ...(teams.length > 1 ? {} : { teams: ids }) },
        {
          style: "positive",
        },
      ),
    ],
  );
}
