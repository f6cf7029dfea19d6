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
  #folder: Promise<string> | undefined;
  #lastId = 0;

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
   * @throws CommandError `option_invalid` if there are 20 files, `unwritable` if it can't be written
   */
  async add(pod: NewToken): Promise<PodTokenFile> {
    if (this.#files.size >= maxFiles) {
      throw new CommandError("option_invalid", `There are ${maxFiles} token files. Delete one first.`);
    }
    const id = `${++this.#lastId}`;
    const { namespace, serviceAccount, podName, audience } = pod;
    const request = { namespace, serviceAccount, pod: { name: podName }, audience, lifetimeSeconds };
    const mint = async () => ({ token: await this.#cluster.mintToken(request), lifetimeSeconds });
    try {
      const path = join(await this.#open(), `token-${id}`);
      const file = await startTokenFile(path, mint, (error) => warn(path, error));
      const added = { ...pod, id, path, file };
      this.#files.set(id, added);
      return added;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw new CommandError(
        "unwritable",
        `${this.#directory} can't be written (${code}). Check its free space and its permissions.`,
        { cause: error },
      );
    }
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
    await Promise.all([...this.#files.keys()].map((id) => this.remove(id)));
    const folder = await this.#folder?.catch(() => undefined);
    if (folder !== undefined) {
      await rm(folder, { recursive: true, force: true });
    }
  }

  #open(): Promise<string> {
    this.#folder ??= mkdtemp(join(this.#directory, "console-"));
    return this.#folder;
  }
}

function warn(path: string, error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  process.emitWarning(`The token file ${path} could not be renewed: ${reason}`);
}
