import { afterAll, beforeAll, expect, test } from "vitest";
import { prepareStartEnvironment, type StartEnvironment } from "../../src/start/environment.ts";
import { measureHelp } from "../../src/start/help.ts";
import { measureLongCommands } from "../../src/start/long-commands.ts";
import { measureTesting } from "../../src/start/testing.ts";

const resources = new AsyncDisposableStack();
let environment: StartEnvironment;

beforeAll(async () => {
  environment = await prepareStartEnvironment(10, resources, () => {});
});

afterAll(() => resources.disposeAsync());

test("compares the help with an empty program", async () => {
  const help = await measureHelp(1);
  expect(help.map(({ title }) => title)).toEqual(["node -e 0", "unbundled --help", "eks-auth --help"]);
  expect(help[0]?.cost.cpuRatio.median).toBe(1);
});

test("compares the server of a test with one that does nothing", async () => {
  const testing = await measureTesting(1);
  expect(testing.map(({ title }) => title)).toEqual(["bare node:http", "startDev"]);
  expect(testing[0]?.cost.cpuRatio.median).toBe(1);
  expect(testing[1]?.cost.cpuRatio.median).toBeGreaterThan(1);
});

test("compares both builds of the commands", async () => {
  const size = { clusters: 2, associations: 10, requests: 40, pods: 10 };
  const costs = await measureLongCommands(environment, { starts: 1, loads: 1, settleMs: 0, size }, () => {});
  expect(costs.map(({ command, build }) => `${command} ${build.name}`)).toEqual([
    ...["serve unbundled", "serve bundle", "agent unbundled", "agent bundle", "agent bare"],
  ]);
  for (const { build, cpuMilliseconds, milliseconds, idleBytes, loadBytes } of costs) {
    expect(cpuMilliseconds.value.median).toBeGreaterThan(0);
    expect(milliseconds.value.median).toBeGreaterThan(0);
    expect(Math.min(idleBytes.value.median, loadBytes.value.median)).toBeGreaterThan(30e6);
    expect(loadBytes.ratio.median === 1).toBe(build.name === "unbundled");
  }
});
