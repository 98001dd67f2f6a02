import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

/** A certificate for 127.0.0.1 that nothing but these tests trusts: the exporter speaks HTTPS only. */
const certificate = fileURLToPath(new URL("../fixtures/localhost.crt", import.meta.url));
const key = fileURLToPath(new URL("../fixtures/localhost.key", import.meta.url));

/** One thing that was sent to Application Insights. */
interface Envelope {
  name: string;
  data: { baseType: string; baseData: Record<string, unknown> };
}

/** Application Insights' ingestion, over real HTTP: it keeps everything. */
export interface IngestionServer {
  /** What the service needs to find it and to trust it. */
  env: { APPLICATIONINSIGHTS_CONNECTION_STRING: string; NODE_EXTRA_CA_CERTS: string };
  /** Every body as it came, unpacked. */
  bodies: string[];
  envelopes(): Envelope[];
  stop(): Promise<void>;
}

export async function startIngestionServer(): Promise<IngestionServer> {
  const bodies: string[] = [];
  const credentials = { cert: readFileSync(certificate), key: readFileSync(key) };
  const server = createServer(credentials, async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const packed = Buffer.concat(chunks);
    const body = (request.headers["content-encoding"] === "gzip" ? gunzipSync(packed) : packed).toString();
    bodies.push(body);
    const count = envelopesIn(body).length;
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ itemsReceived: count, itemsAccepted: count, errors: [] }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    env: {
      APPLICATIONINSIGHTS_CONNECTION_STRING: `InstrumentationKey=77777777-7777-4777-8777-777777777777;IngestionEndpoint=${url}/`,
      NODE_EXTRA_CA_CERTS: certificate,
    },
    bodies,
    envelopes: () => bodies.flatMap(envelopesIn),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A list, or one on each line. */
function envelopesIn(body: string): Envelope[] {
  const parts = body.startsWith("[") ? [body] : body.split("\n").filter((line) => line.trim() !== "");
  return parts.flatMap((part) => JSON.parse(part) as Envelope | Envelope[]);
}
