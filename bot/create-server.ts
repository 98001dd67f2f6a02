import { pino } from "pino";
import restify from "restify";

/** restify, whose own log prints addresses as they were asked for: it gets one that keeps nothing. */
export function createServer(): restify.Server {
  // Its types still speak of the logger that it had before pino.
  const log = pino({ level: "silent" }) as unknown as restify.ServerOptions["log"];
  return restify.createServer({ name: "Ombord", handleUncaughtExceptions: false, log });
}
