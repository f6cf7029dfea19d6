import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readOutput } from "./run-program.ts";

/** A temporary folder that is removed when it is disposed. Paths of its methods are relative to it. */
export class TempFolder implements AsyncDisposable {
  /** The absolute path. */
  readonly path: string;

  /** @param path - an absolute path; {@link makeTempFolder} creates a folder */
  constructor(path: string) {
    this.path = path;
  }

  /** The absolute path of a file or folder. */
  resolve(...path: readonly string[]): string {
    return join(this.path, ...path);
  }

  read(path: string): Promise<string> {
    return readFile(this.resolve(path), "utf8");
  }

  /** Writes a file, and the folders above it. */
  async write(path: string, content: string | Uint8Array): Promise<string> {
    const file = this.resolve(path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
    return file;
  }

  /** Makes a named pipe. Opening it for reading hangs until something opens it for writing. */
  async makePipe(path: string): Promise<string> {
    const file = this.resolve(path);
    await readOutput("mkfifo", [file]);
    return file;
  }

  /** Replaces a file's content by what `change` returns for it. */
  async edit(path: string, change: (content: string) => string): Promise<void> {
    await this.write(path, change(await this.read(path)));
  }

  /** Deletes a file or folder, if it exists. */
  delete(path: string): Promise<void> {
    return rm(this.resolve(path), { recursive: true, force: true });
  }

  /** The sorted names in a folder. */
  async list(path = ""): Promise<string[]> {
    return (await readdir(this.resolve(path))).sort();
  }

  /** Removes the folder. */
  remove(): Promise<void> {
    return rm(this.path, { recursive: true, force: true });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.remove();
  }
}

/**
 * Creates a temporary folder.
 *
 * @param name - the start of its name
 * @param parent - created if it does not exist; the system's folder for temporary files by default
 */
export async function makeTempFolder(name = "eks-auth", parent: string = tmpdir()): Promise<TempFolder> {
  await mkdir(parent, { recursive: true });
  return new TempFolder(await mkdtemp(join(parent, `${name}-`)));
}
