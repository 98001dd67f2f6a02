import type { GuardNotice } from "../cards/card.ts";
import type { Card, Channel } from "../channel.ts";
import type { Instant, IsoWeek, Person } from "../domain/organisation.ts";
import { GuardError, OmbordError } from "../errors.ts";
import type { PersonPace } from "../person-pace.ts";
import type { Conversation } from "../store/documents.ts";
import type { Store } from "../store/store.ts";
import type { Log, Telemetry } from "../telemetry.ts";
import { guardSentence } from "../text/guard-sentence.ts";
import type { Text } from "../text/text.ts";
import type { Actor } from "../use-cases/actor.ts";
import type { Errand } from "../use-cases/errand.ts";

/** What every turn works with. */
export interface TeamsServices {
  store: Store;
  /** The way to answer somebody of this tenant: within Teams' limits, before all that nobody is waiting for. */
  channelOf: (tenantId: string) => Channel;
  log: Log;
  telemetry: Telemetry;
  clock: () => Date;
  /** The tenants that are served. */
  tenants: ReadonlySet<string>;
  /** Local mode: the client is the Agents Playground, which forgets its messages and cannot refresh cards. */
  isLocal: boolean;
  /** Where a path of the tab is opened from a card; null where nobody has said which app it is. */
  linkTo: (path: string) => string | null;
  personPace: PersonPace;
  /** The channels of the Bot Service that are served: Teams. */
  channels: ReadonlySet<string>;
  /** Plans and sends what is waiting for this tenant now rather than at the next tick. */
  deliver: (tenantId: string) => Promise<void>;
  /** Sends what is waiting already, without letting anybody wait for it. */
  deliverSoon: (tenantId: string) => void;
  /** Does what nobody waits for after the answer, one after the other for a person; the process does not end before it is done. */
  inBackground: (personId: string, work: () => Promise<void>) => void;
}

/** One thing that a person did in Teams, with everything a handler needs. */
export interface Turn extends TeamsServices {
  /** What every use case begins with. */
  errand: Errand;
  actor: Actor;
  person: Person;
  text: Text;
  now: Instant;
  /** Where the answer goes. */
  conversation: Conversation;
  /** The conversation is a chat between the person and the bot. */
  isPersonalChat: boolean;
  /** The card that was pressed. */
  cardId?: string;
  /** Sends a new message where the answer goes. */
  send: (message: OutgoingCard) => Promise<void>;
  /** The card that was pressed now shows this check-in. */
  rememberAs: (checkIn: { week: IsoWeek; teamId: string }) => Promise<void>;
}

/** A new message with a card; a check-in's card is remembered so that it stays true. */
export interface OutgoingCard {
  card: Card;
  summary: string;
  checkIn?: { week: IsoWeek; teamId: string };
}

/** Gets the message as it was written, for commands that hold more than their name. */
export type CommandHandler = (turn: Turn, said: string) => Promise<OutgoingCard[]>;

/** A sentence for the one who pressed, which leaves the card as it is. */
export interface Said {
  type: "said";
  text: string;
}

/** Answers a card action with the card that takes its place, or with a sentence. */
export type VerbHandler = (turn: Turn, data: unknown) => Promise<Card | Said>;

/** Whom Teams should refresh a check-in card for; the Playground cannot refresh and says so on the card. */
export function refreshFor(turn: Turn): string | undefined {
  return turn.isLocal ? undefined : (turn.conversation.userId ?? undefined);
}

/** The sentence for an error that a form shows above its fields; rethrows everything else. */
export function sentenceOf(error: unknown, text: Text): string {
  if (error instanceof GuardError) return guardSentence(error, text.guard);
  if (error instanceof OmbordError)
    return text.errors[error.sentence] ?? text.errors[error.code] ?? text.errors.invalid ?? "";
  throw error;
}

/** What a form says about a refusal: the guard's beside its text, all else above its fields. Rethrows what is no sentence. */
export function refusalOf(error: unknown, text: Text): { error?: string; guard?: GuardNotice } {
  const sentence = sentenceOf(error, text);
  if (!(error instanceof GuardError)) return { error: sentence };
  return { guard: { sentence, confirmation: error.confirmation } };
}
