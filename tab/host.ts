import type { Language } from "../bot/domain/vocabulary.ts";

export type ThemeName = "default" | "dark" | "contrast" | "glass";

/** Where the tab is shown: inside Teams, Microsoft 365 or Outlook, or alone in a browser in local mode. */
export interface Host {
  kind: "teams" | "browser";
  /** Somebody is choosing what a channel's tab shall show. */
  isSettingUp: boolean;
  language: Language;
  theme: ThemeName;
  /** The page that a deep link asked for, as a path under `/tab`. */
  deepLink: string | null;
  onThemeChange(listener: (theme: ThemeName) => void): () => void;
  /** The Authorization header of a request; asked for anew each time, the host keeps what it can. Throws {@link SignInError}. */
  authorization(): Promise<string | undefined>;
  /** Tells the host that there is something to look at. */
  ready(): void;
  /** An address of a page that can be sent to somebody else; empty when the host has shown it for copying itself. */
  linkTo(path: string): Promise<string>;
  copy(text: string): Promise<void>;
  /** Makes this the page that a channel's tab shows. */
  setUp(path: string): void;
}

export const signInProblems = ["consentMissing", "signInFailed", "signInSilent"] as const;
export type SignInProblem = (typeof signInProblems)[number];

/** The host gave no token: nobody has agreed to it yet, it could not, or it has not answered. */
export class SignInError extends Error {
  override name = "SignInError";
  readonly reason: SignInProblem;

  constructor(reason: SignInProblem) {
    super(reason);
    this.reason = reason;
  }
}

export const languageOf = (locale: string): Language => (/^en\b/i.test(locale) ? "en" : "da");

const personaKey = "ombord.persona";

export function chosenPersona(): string | null {
  return sessionStorage.getItem(personaKey);
}

export function choosePersona(upn: string | null): void {
  if (upn === null) sessionStorage.removeItem(personaKey);
  else sessionStorage.setItem(personaKey, upn);
}
