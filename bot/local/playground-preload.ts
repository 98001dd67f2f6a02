import { Server } from "node:net";

// Loaded into the Agents Playground's process before its own code.

// It would listen on every interface, and anybody on the network could answer as the person it plays.
const listen = Server.prototype.listen;
Server.prototype.listen = function listenHere(this: Server, port: unknown, ...rest: unknown[]): Server {
  return Reflect.apply(listen, this, [typeof port === "number" ? { port, host: "127.0.0.1" } : port, ...rest]);
};

// It ends with the process that started it, even one that was killed.
process.on("disconnect", () => process.exit());
