import { parentPort, workerData } from "node:worker_threads";
import { type Growth, type GrowthSettings, measureGrowth } from "./growth.ts";
import type { Report } from "./watchdog.ts";

const result = await measureGrowth(workerData as GrowthSettings, (progress) => post({ progress }));
post({ result });

function post(report: Report<string, Growth[]>): void {
  parentPort?.postMessage(report);
}
