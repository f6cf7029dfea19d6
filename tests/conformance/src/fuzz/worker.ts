import { parentPort, workerData } from "node:worker_threads";
import { fuzz } from "./fuzz.ts";
import { measureGrowth } from "./growth.ts";

// The thread that the watchdog starts: it runs one task, and posts its progress and its result.
const { task, settings } = workerData;
const run = task === "fuzz" ? fuzz : measureGrowth;
const result = await run(settings, (progress: unknown) => parentPort?.postMessage({ progress }));
parentPort?.postMessage({ result });
