import { readFile } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { type DevEnvironment, startDevEnvironment } from "../../../src/dev/environment.ts";

/** When a session really ends, in milliseconds. */
function readExpiration(sessionToken: string): number {
  const { exp } = JSON.parse(Buffer.from(sessionToken.split(".")[1] ?? "", "base64url").toString());
  return exp * 1_000;
}

describe("a development environment with faults", () => {
  let dev: DevEnvironment;

  beforeAll(async () => {
    dev = await startDevEnvironment();
    // The first request fetches the keys, and may be refused on a busy machine.
    await vi.waitUntil(async () => (await askAgent()).status === 200);
  });
  afterEach(() => dev.faults.set({}));
  afterAll(async () => {
    await dev.stop();
  });

  async function askAgent(): Promise<{ status: number; body: Record<string, string> }> {
    const authorization = await readFile(dev.tokenFile, "utf8");
    const response = await fetch(`${dev.agentUrl}/v1/credentials`, { headers: { authorization } });
    return { status: response.status, body: (await response.json()) as Record<string, string> };
  }

  async function callApi(headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${dev.endpoint}/clusters/dev/assume-role-for-pod-identity`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ token: await readFile(dev.tokenFile, "utf8") }),
    });
  }

  it.each([
    ["throttle", 429, "ThrottlingException"],
    ["server-error", 500, "InternalServerException"],
  ] as const)(
    "%s: the agent passes on the API's answer, also to a pod with cached credentials",
    async (kind, status, code) => {
      expect(await askAgent()).toMatchObject({ status: 200 });
      dev.faults.set({ [kind]: { rate: 1 } });
      expect(await askAgent()).toMatchObject({ status, body: { code, reason: "api_error" } });
      const { status: apiStatus, headers } = await callApi();
      expect([apiStatus, headers.get("x-amzn-errortype")]).toEqual([status, code]);
      // Neither the refusal nor the credentials are cached.
      dev.faults.set({});
      expect(await askAgent()).toMatchObject({ status: 200 });
    },
  );

  it("decides each request of a pod again", async () => {
    dev.faults.set({ "server-error": { rate: 0.5 } });
    const seen = new Set<number>();
    await vi.waitUntil(async () => seen.add((await askAgent()).status).size === 2, { timeout: 20_000 });
    expect([...seen].toSorted()).toEqual([200, 500]);
  });

  it("decides the tries of one call alike", async () => {
    dev.faults.set({ throttle: { rate: 0.5 } });
    for (let call = 0; call < 5; call++) {
      const headers = { "amz-sdk-invocation-id": `call ${call}` };
      const statuses = await Promise.all([1, 2, 3].map(async () => (await callApi(headers)).status));
      expect(new Set(statuses).size).toBe(1);
    }
  });

  it("reports a fault once for all tries of a call, and each time without an ID", async () => {
    dev.faults.set({ throttle: { rate: 1 } });
    const injected = vi.spyOn(dev.faults, "report");
    onTestFinished(() => injected.mockRestore());
    expect(await askAgent()).toMatchObject({ status: 429 });
    expect(injected).toHaveBeenCalledTimes(1);
    await callApi({ "amz-sdk-invocation-id": "a" });
    await callApi({ "amz-sdk-invocation-id": "a" });
    await callApi({ "amz-sdk-invocation-id": "b" });
    expect(injected).toHaveBeenCalledTimes(3);
    await callApi();
    await callApi();
    expect(injected).toHaveBeenCalledTimes(5);
  });

  it("reports what each of a pod's concurrent calls got, also if they got the same credentials", async () => {
    const readCredentials = async (response: Response) =>
      ((await response.json()) as { credentials: { sessionToken: string; expiration: number } }).credentials;
    const usual = (await readCredentials(await callApi())).expiration;
    dev.faults.set({ expired: { rate: 0.5 }, clock: { rate: 0.5, ms: 3_600_000 } });
    const injected = vi.spyOn(dev.faults, "report");
    onTestFinished(() => injected.mockRestore());
    const seen: unknown[] = [];
    const reported: unknown[] = [];
    for (let round = 0; round < 10; round++) {
      for (const response of await Promise.all([1, 2, 3, 4].map(() => callApi()))) {
        const requestId = response.headers.get("x-amzn-requestid");
        const { sessionToken, expiration } = await readCredentials(response);
        seen.push({
          expired: readExpiration(sessionToken) < Date.now(),
          clock: expiration > usual + 3_000,
          date: Date.parse(response.headers.get("date") ?? "") > Date.now() + 3_000_000,
        });
        const calls = injected.mock.calls.filter(([one]) => one.requestId === requestId);
        const kinds = calls.map(([one]) => one.kind);
        const clock = kinds.includes("clock");
        reported.push({ expired: kinds.includes("expired"), clock, date: clock });
      }
    }
    expect(seen).toEqual(reported);
  });

  it("slow: the agent waits before it answers", async () => {
    dev.faults.set({ slow: { rate: 1, ms: 300 } });
    const startedAt = performance.now();
    expect(await askAgent()).toMatchObject({ status: 200 });
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(299);
  });

  it("slow: each request waits, also one that is sent during another", async () => {
    dev.faults.set({ slow: { rate: 1, ms: 400 } });
    const injected = vi.spyOn(dev.faults, "report");
    const first = askAgent();
    await vi.waitUntil(() => injected.mock.calls.length === 1);
    const startedAt = performance.now();
    expect(await askAgent()).toMatchObject({ status: 200 });
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(399);
    expect(await first).toMatchObject({ status: 200 });
    expect(injected).toHaveBeenCalledTimes(2);
    injected.mockRestore();
  });

  it("expired: the credentials look valid, and their session has ended", async () => {
    dev.faults.set({ expired: { rate: 1 } });
    const { status, body } = await askAgent();
    expect(status).toBe(200);
    expect(Date.parse(body.Expiration ?? "")).toBeGreaterThan(Date.now() + 60_000);
    expect(readExpiration(body.Token ?? "")).toBeLessThan(Date.now());
  });

  it("clock: the time in the answers is that of the server", async () => {
    const expirationOf = async (): Promise<number> => Date.parse((await askAgent()).body.Expiration ?? "");
    const before = await expirationOf();
    dev.faults.set({ clock: { rate: 1, ms: 3_600_000 } });
    const shift = (await expirationOf()) - before;
    expect(shift).toBeGreaterThanOrEqual(3_600_000);
    expect(shift).toBeLessThan(3_660_000);
    const date = Date.parse((await callApi()).headers.get("date") ?? "");
    expect(date - Date.now()).toBeGreaterThan(3_590_000);
  });

  it("ends while a request is slow", async () => {
    const other = await startDevEnvironment({ faults: { slow: { rate: 1, ms: 60_000 } } });
    const injected = vi.spyOn(other.faults, "report");
    const authorization = await readFile(other.tokenFile, "utf8");
    const request = fetch(`${other.agentUrl}/v1/credentials`, { headers: { authorization } }).catch(
      () => "failed",
    );
    await vi.waitUntil(() => injected.mock.calls.length > 0);
    await other.stop();
    expect(await request).toBe("failed");
  });
});
