import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { DevCluster } from "@eks-auth/service/dev-cluster";
import { startTokenFile, type TokenFile } from "@eks-auth/service/token-file";
import type { NewToken } from "../console/api-types.ts";
import { CommandError } from "../core/command-error.ts";

/** Each is renewed by a timer. */
const maxFiles = 20;

const lifetimeSeconds = 3600;

/** A token file of a pod. */
export interface PodTokenFile extends NewToken {
  readonly id: string;
  readonly path: string;
}

interface OpenFile extends PodTokenFile {
  readonly file: TokenFile;
}

/** The token files that the console creates, mode 0600, in a folder of dev's directory. Each is renewed until it is removed. */
export class TokenFiles {
  readonly #cluster: DevCluster;
  readonly #directory: string;
  readonly #files = new Map<string, OpenFile>();
  readonly #adding = new Set<Promise<PodTokenFile>>();
  #folder: Promise<string> | undefined;
  #lastId = 0;
  #isClosed = false;

  /** @param directory - gets a folder that only its owner can read */
  constructor(cluster: DevCluster, directory: string) {
    this.#cluster = cluster;
    this.#directory = directory;
  }

  list(): readonly PodTokenFile[] {
    return [...this.#files.values()];
  }

  /**
   * Writes a token of a pod to a new file.
   *
   * @throws CommandError `option_invalid` if there are 20 files, `unwritable` if it can't be written, `interrupted` after
   * {@link close}; also what the cluster throws
   */
  async add(pod: NewToken): Promise<PodTokenFile> {
    this.#requireOpen();
    if (this.#files.size + this.#adding.size >= maxFiles) {
      throw new CommandError("option_invalid", `There are ${maxFiles} token files. Delete one first.`);
    }
    const adding = this.#write(pod).finally(() => this.#adding.delete(adding));
    this.#adding.add(adding);
    return adding;
  }

  /** Removes a file. @returns whether there was one */
  async remove(id: string): Promise<boolean> {
    const open = this.#files.get(id);
    this.#files.delete(id);
    await open?.file.stop();
    return open !== undefined;
  }

  /** Removes all files and their folder. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.allSettled(this.#adding);
    await Promise.all([...this.#files.keys()].map((id) => this.remove(id)));
    const folder = await this.#folder?.catch(() => undefined);
    if (folder !== undefined) {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async #write(pod: NewToken): Promise<PodTokenFile> {
    const id = `${++this.#lastId}`;
    const { namespace, serviceAccount, podName, audience } = pod;
    const request = { namespace, serviceAccount, pod: { name: podName }, audience, lifetimeSeconds };
    const mint = async () => ({ token: await this.#cluster.mintToken(request), lifetimeSeconds });
    let added: OpenFile;
    try {
      const path = join(await this.#open(), `token-${id}`);
      added = { ...pod, id, path, file: await startTokenFile(path, mint, (error) => warn(path, error)) };
    } catch (error) {
      throw this.#toWriteError(error);
    }
    this.#files.set(id, added);
    this.#requireOpen();
    return added;
  }

  #requireOpen(): void {
    if (this.#isClosed) {
      throw new CommandError("interrupted", "eks-auth dev is stopping, so it writes no token file.");
    }
  }

  #open(): Promise<string> {
    // A later call tries again.
    this.#folder ??= mkdtemp(join(this.#directory, "console-")).catch((error) => {
      this.#folder = undefined;
      throw error;
    });
    return this.#folder;
  }

  #toWriteError(error: unknown): unknown {
    const { code, syscall } = error as NodeJS.ErrnoException;
    return syscall === undefined
      ? error
      : new CommandError(
          "unwritable",
          `${this.#directory} can't be written (${code}). Check its free space and its permissions.`,
          { cause: error },
        );
  }
}

function warn(path: string, error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  process.emitWarning(`The token file ${path} could not be renewed: ${reason}`);
}
