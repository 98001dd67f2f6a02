/**
 * The metrics that Ombord sends, named once: telemetry writes them, the alert rules and the workbook in `infra` read them.
 * No metric carries a person, a team or a tenant as a dimension.
 */
export const metrics = {
  /** Counter, one per turn. */
  turns: "ombord.turns",
  /** Histogram in request units, one per store operation. */
  requestUnits: "ombord.store.request_units",
  /** Gauge in seconds: how long the oldest unsent message has waited, however often it was tried; 0 when there is none. */
  outboxAge: "ombord.outbox.oldest_seconds",
  /** Gauge: how many messages should have been sent and are not. Not those that wait for their recipient to get the app. */
  outboxSize: "ombord.outbox.messages",
  /** Counter, one per attempt to send; its `result` is `sent`, or the reason why not. */
  sends: "ombord.outbox.sends",
  /** Gauge: how many nights in a row the sources of the organisation could not be read or taken in; 0 when they could. */
  failedNights: "ombord.sync.failed_nights",
  /** Counter, one per answer to a check-in, given or corrected. */
  answers: "ombord.check_in.answers",
} as const;

export type Metric = (typeof metrics)[keyof typeof metrics];

/** The dimensions that each metric carries, no more and no fewer: what writes them is typed by this, what reads them is tested by it. */
export const dimensionsOf = {
  [metrics.turns]: ["verb", "outcome"],
  [metrics.requestUnits]: ["operation"],
  [metrics.outboxAge]: [],
  [metrics.outboxSize]: [],
  [metrics.sends]: ["result"],
  [metrics.failedNights]: [],
  [metrics.answers]: [],
} as const satisfies Record<Metric, readonly string[]>;

/** Codes from a fixed list, never a person, a team or a tenant. */
export type Dimensions<M extends Metric> = Record<(typeof dimensionsOf)[M][number], string>;
