import { expect } from "@jest/globals";
import type {
  BarrierChange,
  BarrierDetailAnswer,
  BarrierReport,
  BarriersAnswer,
  Problem,
} from "../../bot/api/contract.ts";
import { apiClient } from "./call-api.ts";

export function reportOf(change: Partial<BarrierReport> = {}): BarrierReport {
  return {
    id: crypto.randomUUID(),
    teamId: "nord-dag",
    solutionId: "skaermbesoeg",
    told: {
      category: "equipment",
      detail: "connectivity",
      consequence: "Billedet fryser langs fjorden",
      contact: "call",
    },
    ...change,
  };
}

/** The status and code of an answer that is a problem. */
export async function problemOf(response: Response): Promise<[number, string]> {
  const { status, code } = (await response.json()) as Problem;
  expect(response.status).toBe(status);
  return [status, code];
}

/** Reports, changes and lists barriers as somebody. */
export function barrierClient(url: () => string) {
  const { call, read, send } = apiClient(url);
  async function reported(upn = "mette.holm", change: Partial<BarrierReport> = {}): Promise<BarrierDetailAnswer> {
    return send<BarrierDetailAnswer>("POST", "/api/barriers", upn, reportOf(change));
  }

  function change(id: string, upn: string, body: BarrierChange, version?: string): Promise<Response> {
    return call("PATCH", `/api/barriers/${id}`, upn, body, version === undefined ? {} : { "If-Match": `"${version}"` });
  }

  async function changed(id: string, upn: string, body: BarrierChange): Promise<BarrierDetailAnswer> {
    const response = await change(id, upn, body);
    expect(response.status).toBe(200);
    return (await response.json()) as BarrierDetailAnswer;
  }

  async function seenBy(upn: string, query = ""): Promise<string[]> {
    return (await read<BarriersAnswer>(`/api/barriers${query}`, upn)).items.map(({ id }) => id);
  }

  return { call, read, send, reported, change, changed, seenBy };
}
