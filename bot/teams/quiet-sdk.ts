import { AsyncLocalStorage } from "node:async_hooks";

const insideSdk = new AsyncLocalStorage<true>();
let printError = console.error;

/**
 * Runs the SDK's token validation without its `console.error`: for a token that fails it prints the public key and a stack,
 * and anybody can send such tokens. What everything else prints is untouched, also meanwhile.
 */
export function quietly<T>(validate: () => Promise<T>): Promise<T> {
  if (console.error !== printUnlessInsideSdk) {
    printError = console.error;
    console.error = printUnlessInsideSdk;
  }
  return insideSdk.run(true, validate);
}

function printUnlessInsideSdk(...args: unknown[]): void {
  if (insideSdk.getStore() === undefined) printError(...args);
}
