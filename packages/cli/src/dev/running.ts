import { lstat, mkdir, readdir, readFile, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CommandError } from "../core/command-error.ts";
import { swapFile } from "../core/swap-file.ts";
import type { DevAddresses } from "./variables.ts";

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
 * user's shell. The file is named after the port and the process.
 *
 * @param endpoint - the URL of its EKS Auth API
 * @throws CommandError if the file can't be written
 */
export async function registerDev(endpoint: string, addresses: DevAddresses): Promise<Registration> {
  const directory = await openRegistry();
  const port = new URL(endpoint).port || "80";
  const name = `${port}-${process.pid}.json`;
  const { agentUrl, stsUrl, tokenFile } = addresses;
  const file = join(directory, name);
  try {
    // Another command must not read half of it.
    await swapFile(file, JSON.stringify({ agentUrl, stsUrl, tokenFile }), 0o600);
    // The port is ours, so the others were left by processes that were killed.
    const others = (await listNotes(directory)).filter(
      (note) => note.port === Number(port) && note.name !== name,
    );
    await Promise.all(others.map((note) => rm(join(directory, note.name), { force: true })));
  } catch (error) {
    throw toWriteError(file, error);
  }
  return { remove: () => rm(file, { force: true }) };
}

/** A file of the registry. */
interface Note {
  readonly name: string;
  readonly port: number;
  readonly pid: number;
}

async function listNotes(directory: string): Promise<readonly Note[]> {
  const names = await readdir(directory);
  return names.flatMap((name) => {
    const [, port, pid] = /^(\d{1,5})-(\d{1,10})\.json$/.exec(name) ?? [];
    return port === undefined ? [] : [{ name, port: Number(port), pid: Number(pid) }];
  });
}

/**
 * Finds a development environment of this user that runs.
 *
 * @param port - of its EKS Auth API. Without it, the one on port 8480, or else the only one
 * @throws CommandError if there is none, or if there are several and none is on port 8480
 */
export async function findRunningDev(port: number | undefined): Promise<DevAddresses> {
  const directory = await openRegistry();
  const found = new Map<number, DevAddresses>();
  for (const note of await listNotes(directory)) {
    const running = await readRunning(directory, note);
    if (running !== undefined) {
      found.set(note.port, running);
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

/** @returns undefined if it does not run any more. If its process has ended, its file is removed */
async function readRunning(directory: string, { name, pid }: Note): Promise<DevAddresses | undefined> {
  const file = join(directory, name);
  if (!isAlive(pid)) {
    await rm(file, { force: true });
    return undefined;
  }
  const running = parseAddresses(await readFile(file, "utf8").catch(() => ""));
  return running !== undefined && (await isListening(running.agentUrl)) ? running : undefined;
}

/** @returns undefined for a file of another version */
function parseAddresses(text: string): DevAddresses | undefined {
  try {
    const { agentUrl, stsUrl, tokenFile } = JSON.parse(text);
    const isComplete = [agentUrl, stsUrl, tokenFile].every((value) => typeof value === "string");
    return isComplete ? { agentUrl, stsUrl, tokenFile } : undefined;
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
