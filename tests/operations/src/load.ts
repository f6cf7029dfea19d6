import { fileURLToPath } from "node:url";
import { StartedProgram } from "@eks-auth/test-kit/started-program";

const program = fileURLToPath(new URL("../programs/send-load.ts", import.meta.url));

/** A load of requests, each on a new connection. */
export interface LoadOptions {
  readonly port: number;
  /** A JSON file with the texts of HTTP requests, which are sent in turn. */
  readonly requestsFile: string;
  readonly durationMs: number;
  /** How many requests are sent each second, however long answers take. */
  readonly perSecond?: number;
  /** How many requests are in flight, if there is no rate. */
  readonly concurrency?: number;
}

/** Times in milliseconds. */
interface Times {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** What came back. */
export interface LoadResult {
  readonly sent: number;
  /** How many requests, by status code, or by the code of the connection's error, `closed` or `timeout`. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** Of requests that were answered with 200. */
  readonly acceptedMs: Times;
  /** Of all others. */
  readonly refusedMs: Times;
  readonly elapsedMs: number;
}

/** Sends a load from a separate process. */
export async function sendLoad(options: LoadOptions, firstSource = 1): Promise<LoadResult> {
  const sender = new StartedProgram(process.execPath, [program, JSON.stringify({ ...options, firstSource })]);
  const { stdout, stderr } = await sender.finish();
  if (stdout === "") {
    throw new Error(`The load was not sent: ${stderr}`);
  }
  return JSON.parse(stdout) as LoadResult;
}
