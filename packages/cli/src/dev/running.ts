import { lstat, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CommandError } from "../core/command-error.ts";
import type { DevAddresses } from "./variables.ts";

/** A development environment that runs, for other commands. */
interface RunningDev extends DevAddresses {
  /** The process. */
  readonly pid: number;
}

/** The note that a development environment runs. */
export interface Registration {
  /** Removes the note. */
  remove(): Promise<void>;
}

/** The port that a development environment has unless it is told another. */
export const defaultPort = 8480;

/** Bits of a file's mode that only its owner should have. */
const othersBits = 0o077;

/**
 * Notes that a development environment runs, in a file that only this user can read or write: what it says ends up in the
 * user's shell. The file is named after the port.
 *
 * @param endpoint - the URL of its EKS Auth API
 * @throws CommandError if the file can't be written
 */
export async function registerDev(endpoint: string, addresses: DevAddresses): Promise<Registration> {
  const directory = await openRegistry();
  const file = join(directory, `${new URL(endpoint).port || 80}.json`);
  const { agentUrl, stsUrl, tokenFile } = addresses;
  const running: RunningDev = { pid: process.pid, agentUrl, stsUrl, tokenFile };
  try {
    // The port is ours, so an existing file was left by a process that was killed.
    await rm(file, { force: true });
    await writeFile(file, JSON.stringify(running), { flag: "wx", mode: 0o600 });
  } catch (error) {
    throw toWriteError(file, error);
  }
  return { remove: () => rm(file, { force: true }) };
}

/**
 * Finds a development environment of this user that runs.
 *
 * @param port - of its EKS Auth API. Without it, the one on port 8480, or else the only one
 * @throws CommandError if there is none, or if there are several and none is on port 8480
 */
export async function findRunningDev(port: number | undefined): Promise<DevAddresses> {
  const directory = await openRegistry();
  const files = (await readdir(directory)).filter((name) => /^\d{1,5}\.json$/.test(name));
  const found = new Map<number, RunningDev>();
  for (const name of files) {
    const running = await readRunning(join(directory, name));
    if (running !== undefined) {
      found.set(Number.parseInt(name, 10), running);
    }
  }
  const wanted = port ?? (found.size === 1 ? [...found.keys()][0] : defaultPort) ?? defaultPort;
  const dev = found.get(wanted);
  if (dev === undefined) {
    const others = [...found.keys()].toSorted((a, b) => a - b).join(", ");
    throw new CommandError(
      "dev_not_found",
      `no eks-auth dev of this user runs on port ${wanted}. ` +
        (found.size === 0 ? "Start it in another shell." : `Use --port: one runs on ${others}.`),
    );
  }
  return dev;
}

/** @returns undefined if it does not run any more; then its file is removed */
async function readRunning(file: string): Promise<RunningDev | undefined> {
  const running = parseRunning(await readFile(file, "utf8").catch(() => ""));
  if (running === undefined || !isAlive(running.pid) || !(await isListening(running.agentUrl))) {
    await rm(file, { force: true });
    return undefined;
  }
  return running;
}

/** @returns undefined for a file of another version */
function parseRunning(text: string): RunningDev | undefined {
  try {
    const { pid, agentUrl, stsUrl, tokenFile } = JSON.parse(text);
    const isComplete = [agentUrl, stsUrl, tokenFile].every((value) => typeof value === "string");
    return Number.isInteger(pid) && isComplete ? { pid, agentUrl, stsUrl, tokenFile } : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Another process can have the number of one that was killed. */
async function isListening(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port), timeout: 1_000 });
    const end = (result: boolean) => () => {
      socket.destroy();
      resolve(result);
    };
    socket.once("connect", end(true)).once("error", end(false)).once("timeout", end(false));
  });
}

/**
 * Opens the directory of the files, and creates it if it is missing.
 *
 * @throws CommandError if another user could write it
 */
async function openRegistry(): Promise<string> {
  const userId = process.geteuid?.();
  const directory = join(tmpdir(), userId === undefined ? "eks-auth-dev" : `eks-auth-dev-of-${userId}`);
  try {
    await mkdir(directory, { mode: 0o700 }).catch((error) => {
      if (error.code !== "EEXIST") {
        throw error;
      }
    });
    const stats = await lstat(directory);
    const isPrivate = userId === undefined || (stats.uid === userId && (stats.mode & othersBits) === 0);
    if (stats.isDirectory() && isPrivate) {
      return directory;
    }
  } catch (error) {
    throw toWriteError(directory, error);
  }
  throw new CommandError(
    "unwritable",
    `${directory} is not a directory that only this user can read and write. Remove it, or choose another TMPDIR.`,
  );
}

function toWriteError(path: string, error: unknown): CommandError {
  const { code } = error as NodeJS.ErrnoException;
  return new CommandError("unwritable", `${path} can't be written (${code}). Choose another TMPDIR.`);
}
