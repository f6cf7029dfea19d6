import { parentPort, workerData } from "node:worker_threads";
import { type FuzzReport, type FuzzSettings, fuzz } from "./fuzz.ts";
import type { Report } from "./watchdog.ts";

const result = await fuzz(workerData as FuzzSettings, (progress) => post({ progress }));
post({ result });

function post(report: Report<number, FuzzReport>): void {
  parentPort?.postMessage(report);
}
