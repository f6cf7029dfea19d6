import { parentPort, workerData } from "node:worker_threads";
import type { Report } from "../watchdog/run-watched.ts";
import { type Growth, type GrowthSettings, measureGrowth } from "./measure-growth.ts";

const result = await measureGrowth(workerData as GrowthSettings, (progress) => post({ progress }));
post({ result });

function post(report: Report<string, Growth[]>): void {
  parentPort?.postMessage(report);
}
