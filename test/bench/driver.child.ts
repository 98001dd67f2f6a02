import { Agent, request } from "node:http";

/** One run of the driver: every body is posted once, over so many connections at a time. */
export interface Load {
  url: string;
  method: "GET" | "POST";
  connections: number;
  headers: Record<string, string>;
  /** Of GET the paths, of POST the bodies. */
  requests: string[];
  /** What every answer must contain. */
  expected: string;
}

export interface Driven {
  ms: number;
  latenciesMs: number[];
  /** The first few answers that were not as expected, and how many there were. */
  wrong: string[];
  wrongCount: number;
}

process.on("message", (load: Load) => {
  void drive(load).then((driven) => process.send?.(driven));
});

async function drive(load: Load): Promise<Driven> {
  const agent = new Agent({ keepAlive: true, maxSockets: load.connections });
  const bytes = load.requests.map((one) => Buffer.from(one));
  const driven: Driven = { ms: 0, latenciesMs: [], wrong: [], wrongCount: 0 };
  let next = 0;
  async function one(): Promise<void> {
    for (let index = next++; index < bytes.length; index = next++) {
      const started = performance.now();
      const answer = await ask(load, agent, bytes[index] ?? Buffer.alloc(0));
      driven.latenciesMs.push(performance.now() - started);
      if (answer.startsWith("200 ") && answer.includes(load.expected)) continue;
      driven.wrongCount += 1;
      if (driven.wrong.length < 3) driven.wrong.push(answer.slice(0, 300));
    }
  }
  const started = performance.now();
  await Promise.all(Array.from({ length: load.connections }, one));
  driven.ms = performance.now() - started;
  agent.destroy();
  return driven;
}

function ask(load: Load, agent: Agent, bytes: Buffer): Promise<string> {
  const isPost = load.method === "POST";
  const url = isPost ? load.url : load.url + bytes.toString();
  const headers = isPost
    ? { ...load.headers, "content-type": "application/json; charset=utf-8", "content-length": String(bytes.length) }
    : load.headers;
  return new Promise((resolve) => {
    const sent = request(url, { method: load.method, agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => resolve(`${response.statusCode} ${Buffer.concat(chunks).toString()}`));
      response.on("error", (error) => resolve(`broken ${error.name}`));
    });
    sent.on("error", (error) => resolve(`broken ${error.message}`));
    sent.end(isPost ? bytes : undefined);
  });
}
