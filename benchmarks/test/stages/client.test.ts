import { afterAll, beforeAll, expect, test } from "vitest";
import { prepareAgentEnvironment } from "../../src/agent/environment.ts";
import { apiClients, officialClient } from "../../src/client/clients.ts";
import { measureClientCosts } from "../../src/client/costs.ts";
import { measureClientSizes } from "../../src/client/sizes.ts";

const resources = new AsyncDisposableStack();
let endpoint: string;

beforeAll(async () => {
  ({ endpoint } = await prepareAgentEnvironment(0, resources));
});

afterAll(() => resources.disposeAsync());

test("all clients call the API", async () => {
  const plan = { processes: 1, callProcesses: 1, warmUpCalls: 5, calls: 20 };
  const { node, clients } = await measureClientCosts(endpoint, plan);
  expect(node.cpuRatio.median).toBe(1);
  expect(clients.map(({ client }) => client)).toEqual(apiClients);
  for (const { client, import: imported, firstCall, call } of clients) {
    expect(imported.cpuMilliseconds.median).toBeGreaterThan(0);
    expect(firstCall.peakBytes.median).toBeGreaterThan(30e6);
    expect(call.cpuMicroseconds.median).toBeGreaterThan(0);
    expect(call.cpuRatio.median === 1).toBe(client === officialClient);
  }
});

test("a client that gets no credentials is an error", async () => {
  const plan = { processes: 1, callProcesses: 0, warmUpCalls: 0, calls: 0 };
  await expect(measureClientCosts(`${endpoint}/wrong`, plan)).rejects.toThrow("failed");
});

test("packages have sizes, the official client the largest", async () => {
  const [bare, light, official] = await measureClientSizes();
  expect(bare?.packages).toBe(0);
  expect(light?.packages).toBeLessThan(official?.packages ?? 0);
  expect(light?.fetch?.minified).toBeGreaterThan(1_000);
  expect(official?.node.minified).toBeGreaterThan(light?.node.minified ?? 0);
});
