import { parentPort, workerData } from "node:worker_threads";
import { fuzz } from "./fuzz.ts";
import { measureGrowth } from "./growth.ts";
import { fuzzResponses } from "./responses/fuzz-responses.ts";

// The thread that the watchdog starts: it runs one task, and posts its progress and its result.
const { task, settings } = workerData;
const tasks = { fuzz, growth: measureGrowth, responses: fuzzResponses };
const result = await tasks[task as keyof typeof tasks](settings, (progress: unknown) =>
  parentPort?.postMessage({ progress }),
);
parentPort?.postMessage({ result });
