import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { makeCertificate } from "./certificate.ts";

/** One thing that was sent to Application Insights. */
interface Envelope {
  name: string;
  data: { baseType: string; baseData: Record<string, unknown> };
}

interface Measured {
  metrics?: { name: string; value: number; count?: number }[];
  properties?: Record<string, string>;
}

/** Application Insights' ingestion, over real HTTP: it keeps everything. */
export interface IngestionServer {
  /** What the service needs to find it and to trust it. */
  env: { APPLICATIONINSIGHTS_CONNECTION_STRING: string; NODE_EXTRA_CA_CERTS: string };
  /** Every body as it came, unpacked. */
  bodies: string[];
  envelopes(): Envelope[];
  /** Every value that was sent of a metric, with its dimensions. */
  points(metric: string): { value: number; count: number; dimensions: Record<string, string> }[];
  /** The name of every request that was told of. */
  requests(): string[];
  stop(): Promise<void>;
}

export async function startIngestionServer(): Promise<IngestionServer> {
  const bodies: string[] = [];
  // The exporter speaks HTTPS only.
  const certificate = makeCertificate();
  const folder = await mkdtemp(join(tmpdir(), "ombord-ingestion-"));
  const trusted = join(folder, "trusted.pem");
  await writeFile(trusted, certificate.cert);
  const server = createServer({ ...certificate }, async (request, response) => {
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
  const envelopes = () => bodies.flatMap(envelopesIn);
  return {
    env: {
      APPLICATIONINSIGHTS_CONNECTION_STRING: `InstrumentationKey=77777777-7777-4777-8777-777777777777;IngestionEndpoint=${url}/`,
      NODE_EXTRA_CA_CERTS: trusted,
    },
    bodies,
    envelopes,
    points: (metric) =>
      envelopes().flatMap(({ data }) => {
        const { metrics = [], properties = {} } = data.baseData as Measured;
        return metrics
          .filter(({ name }) => name === metric)
          .map(({ value, count = 1 }) => ({ value, count, dimensions: properties }));
      }),
    requests: () =>
      envelopes().flatMap(({ data }) => (data.baseType === "RequestData" ? [String(data.baseData.name)] : [])),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true });
    },
  };
}

/** A list, or one on each line. */
function envelopesIn(body: string): Envelope[] {
  const parts = body.startsWith("[") ? [body] : body.split("\n").filter((line) => line.trim() !== "");
  return parts.flatMap((part) => JSON.parse(part) as Envelope | Envelope[]);
}
