import { expect } from "@jest/globals";

/** Talks to the API as people of Havnby, each by the first part of their UPN. */
export function apiClient(url: () => string) {
  async function call(
    method: string,
    path: string,
    upn: string | null,
    body?: unknown,
    more: Record<string, string> = {},
  ): Promise<Response> {
    const headers: Record<string, string> = { ...more };
    if (upn !== null) headers.Authorization = `Persona ${upn}@havnby.example`;
    if (body !== undefined) headers["Content-Type"] = "application/json";
    const sent = typeof body === "string" ? body : JSON.stringify(body);
    return fetch(`${url()}${path}`, { method, headers, body: body === undefined ? undefined : sent });
  }
  return {
    call,
    async read<T>(path: string, upn: string): Promise<T> {
      const response = await call("GET", path, upn);
      expect(response.status).toBe(200);
      return (await response.json()) as T;
    },
    async send<T>(method: "PUT" | "POST" | "PATCH", path: string, upn: string, body: unknown): Promise<T> {
      const response = await call(method, path, upn, body);
      expect([200, 201]).toContain(response.status);
      return (await response.json()) as T;
    },
  };
}
