import type { Request, Response } from "restify";
import type { z } from "zod";
import type { Call } from "./call.ts";

/** What may be sent to an address. */
export interface BodyRules {
  maxBytes: number;
  /** What is said about more than that. */
  sentence: string;
  /** Asked before anything is read; throws for whoever may not. */
  admit?: (known: Omit<Call, "deps" | "params" | "query" | "body">) => void;
}

/** What stands of a route in the description of the API. */
export interface Described {
  method: "get" | "put" | "post" | "patch";
  /** With `:name` for what differs. */
  path: string;
  /** Who may ask, and for what. */
  summary: string;
  params?: Readonly<Record<string, z.ZodType>>;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** A schema of the contract, or the content types of a file. */
  answer: z.ZodType | readonly string[];
  /** It heeds `If-Match`. */
  ifMatch?: true;
  /** It needs nobody who is signed in. */
  isOpen?: true;
}

export interface Route extends Described {
  bodyRules?: BodyRules;
  /** Its use case reads the settings with what it decides on: the request begins without a read of its own. */
  readsSettings?: true;
  /** A program with the role `Ombord.Import` may ask as well. */
  isForPrograms?: true;
  reply: (call: Call, request: Request, response: Response) => Promise<void>;
}
