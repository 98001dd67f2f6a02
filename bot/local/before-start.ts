import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

/** Why local mode cannot start; `message` is one sentence for the person at the keyboard, saying what to do. */
export class CannotStart extends Error {
  override name = "CannotStart";
}

const builtTab = fileURLToPath(new URL("../../dist/tab/index.html", import.meta.url));

/** Checks what must hold before anything is opened or written. Throws {@link CannotStart}. */
export async function checkBeforeStart(
  ports: readonly { setting: string; port: number }[],
  nodeVersion = process.versions.node,
): Promise<void> {
  if (Number.parseInt(nodeVersion, 10) < 24) {
    throw new CannotStart(`Ombord needs Node 24 and this is ${nodeVersion}: use npm start, which brings its own.`);
  }
  for (const [index, { setting, port }] of ports.entries()) {
    const same = ports.slice(0, index).find((earlier) => earlier.port === port && port !== 0);
    if (same === undefined) continue;
    throw new CannotStart(`${same.setting} and ${setting} would both be ${port}: set one of them to another port.`);
  }
  if (!existsSync(builtTab)) {
    throw new CannotStart("The tab is not built: use npm start, which builds it, or run npm run build first.");
  }
  for (const { setting, port } of ports) {
    if (await isFree(port)) continue;
    throw new CannotStart(
      `Port ${port} is taken by another program: stop that program, or set ${setting} to another port.`,
    );
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}
