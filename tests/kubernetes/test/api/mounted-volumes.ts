import { mkdir, rename, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ApiClient } from "../../src/control-plane/api-client.ts";

/** Folders with the data of Secrets and ConfigMaps, which follow their objects as those that the kubelet mounts. */
export class MountedVolumes {
  readonly #api: ApiClient;
  readonly #versions = new Map<string, string>();
  readonly #paths: Readonly<Record<string, string>>;
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  /** @param paths - by folder, the path of the object in the API */
  private constructor(api: ApiClient, paths: Readonly<Record<string, string>>) {
    this.#api = api;
    this.#paths = paths;
  }

  /** Writes the folders and keeps them up to date. */
  static async start(api: ApiClient, paths: Readonly<Record<string, string>>): Promise<MountedVolumes> {
    const volumes = new MountedVolumes(api, paths);
    await volumes.#update();
    return volumes;
  }

  /** The versions of the objects that are mounted. */
  get versions(): string {
    return [...this.#versions.values()].join();
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  async #update(): Promise<void> {
    for (const [folder, path] of Object.entries(this.#paths)) {
      const { body } = await this.#api.send("GET", path);
      const version: string = body.metadata.resourceVersion;
      if (version !== this.#versions.get(folder)) {
        await mount(folder, version, body.kind === "Secret" ? "base64" : "utf8", body.data ?? {});
        this.#versions.set(folder, version);
      }
    }
    if (!this.#isStopped) {
      this.#timer = setTimeout(() => this.#update().catch(() => {}), 100);
    }
  }
}

/** Files are links into a folder of the version, and all change together when the link to that folder is renamed. */
async function mount(
  folder: string,
  version: string,
  encoding: BufferEncoding,
  data: Readonly<Record<string, string>>,
): Promise<void> {
  await mkdir(join(folder, `..${version}`), { recursive: true });
  for (const [name, value] of Object.entries(data)) {
    await writeFile(join(folder, `..${version}`, name), Buffer.from(value, encoding), { mode: 0o440 });
    await symlink(join("..data", name), join(folder, name)).catch(() => {});
  }
  await symlink(`..${version}`, join(folder, "..data_tmp"));
  await rename(join(folder, "..data_tmp"), join(folder, "..data"));
}
