import { type Counter, type Histogram, metrics, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { flushAzureMonitor, shutdownAzureMonitor, useAzureMonitor } from "applicationinsights";
import type { Span, Telemetry } from "./telemetry.ts";

const off = { enabled: false };

/**
 * Sends to Application Insights what {@link Telemetry} is told, and nothing else: every instrumentation of the library is
 * off, because addresses, errors and console lines can hold what people wrote. Loaded only when there is somewhere to send to.
 */
export function startAzureMonitor(connectionString: string): Telemetry {
  // The library tells Microsoft about itself at another address than the municipality's own.
  process.env.APPLICATION_INSIGHTS_NO_STATSBEAT = "true";
  process.env.OTEL_SERVICE_NAME = "ombord";
  useAzureMonitor({
    azureMonitorExporterOptions: { connectionString, disableOfflineStorage: true },
    enableAutoCollectExceptions: false,
    enableLiveMetrics: false,
    instrumentationOptions: {
      azureSdk: off,
      bunyan: off,
      console: off,
      http: off,
      mongoDb: off,
      mySql: off,
      postgreSql: off,
      redis: off,
      redis4: off,
      winston: off,
    },
  });
  const meter = metrics.getMeter("ombord");
  const tracer = trace.getTracer("ombord");
  const counters = new Map<string, Counter>();
  const histograms = new Map<string, Histogram>();

  return {
    count(metric, dimensions) {
      const counter = counters.get(metric) ?? meter.createCounter(metric);
      counters.set(metric, counter);
      counter.add(1, dimensions);
    },
    record(metric, value, dimensions) {
      const histogram = histograms.get(metric) ?? meter.createHistogram(metric);
      histograms.set(metric, histogram);
      histogram.record(value, dimensions);
    },
    observe(read, metricNames) {
      const gauges = metricNames.map((name) => ({ name, gauge: meter.createObservableGauge(name) }));
      meter.addBatchObservableCallback(
        async (result) => {
          const values = await read();
          for (const { name, gauge } of gauges) {
            const value = values[name];
            if (value !== undefined) result.observe(gauge, value);
          }
        },
        gauges.map(({ gauge }) => gauge),
      );
    },
    span(span) {
      const kind = span.kind === "request" ? SpanKind.SERVER : SpanKind.CLIENT;
      const begun = tracer.startSpan(span.name, { kind, startTime: span.startedAt, attributes: attributesOf(span) });
      begun.setStatus({ code: span.isOk ? SpanStatusCode.OK : SpanStatusCode.ERROR });
      begun.end(span.startedAt + span.milliseconds);
    },
    async stop() {
      await flushAzureMonitor();
      await shutdownAzureMonitor();
    },
  };
}

/** As the exporter wants them, to tell requests and dependencies apart and to show their result. */
function attributesOf({ kind, name, attributes = {} }: Span): Record<string, string | number> {
  if (kind === "dependency") return { "peer.service": name, ...attributes };
  const [method = "", route = ""] = name.split(" ");
  return { "http.request.method": method, "http.route": route, "url.path": route, ...attributes };
}
