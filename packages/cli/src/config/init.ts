import { realpath, stat, writeFile } from "node:fs/promises";
import { CommandError } from "../core/command-error.ts";
import { quoteForShell } from "../core/output.ts";
import { swapFile } from "../core/swap-file.ts";
import { formatInitialConfig, type InitialSettings } from "./init-template.ts";

/** The options of `eks-auth config init`; see its help. */
export interface InitOptions extends Omit<InitialSettings, "associations"> {
  readonly associations?: string;
  /** The file to write; `-` for standard output. */
  readonly output: string;
  readonly force?: boolean;
}

/**
 * Writes a configuration file with one cluster.
 *
 * @throws CommandError `file_exists` if there is one and `force` is not set, `file_unwritable` if it can't be written
 */
export async function runInit({ output, force = false, ...options }: InitOptions): Promise<void> {
  const { cluster, associations = `${cluster}.yaml` } = options;
  const text = formatInitialConfig({ ...options, associations });
  if (output === "-") {
    process.stdout.write(text);
    return;
  }
  await write(output, text, force);
  const names = `--config ${quoteForShell(output)} --cluster ${cluster}`;
  process.stdout.write(`${output} is written. Next:

  eks-auth config check --config ${quoteForShell(output)}
  eks-auth association add ${names} \\
    --namespace NAMESPACE --service-account NAME --role-arn ARN
  eks-auth serve --config ${quoteForShell(output)}
`);
}

/** The file's group can't write it: serve would not trust it. */
const mode = 0o644;

async function write(path: string, text: string, force: boolean): Promise<void> {
  try {
    await (force ? replace(path, text) : writeFile(path, text, { flag: "wx", mode }));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw code === "EEXIST"
      ? new CommandError(
          "file_exists",
          `${path} exists already. Use --force to overwrite it, or name another with --output.`,
        )
      : new CommandError(
          "file_unwritable",
          `${path} can't be written (${code}). Check its folder, or name another file with --output.`,
          { cause: error },
        );
  }
}

/** Replaces a file, or the one that a link names: a running serve can read it. A device or a pipe is written to. */
async function replace(path: string, text: string): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const old = await stat(target).catch(() => undefined);
  if (old !== undefined && !old.isFile() && !old.isDirectory()) {
    await writeFile(target, text);
  } else {
    await swapFile(target, text, mode);
  }
}
