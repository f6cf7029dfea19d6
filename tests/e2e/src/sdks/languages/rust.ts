import { cp, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { fillFolderOnce } from "@eks-auth/codegen/files";
import { ToolUnavailableError } from "@eks-auth/codegen/terminal";
import { readOutput } from "@eks-auth/test-kit/run-program";
import { installationFolder, programFolder } from "./sdk.ts";

/** A program that uses the AWS SDK for Rust. */
interface RustProgram {
  /** The path of the program. */
  readonly program: string;
  /** Returns the version of a crate that its Cargo.toml requires. */
  readonly versionOf: (crate: string) => string | undefined;
}

/**
 * Builds a program with cargo. The first time takes minutes.
 *
 * @param name - of the folder in `programs`
 * @throws {ToolUnavailableError} if there is no Rust
 */
export async function installRustProgram(name: string): Promise<RustProgram> {
  const toolchain = await readOutput("cargo", ["--version"]).catch((cause) => {
    const advice = "Install Rust 1.95 or newer and add cargo to PATH.";
    throw new ToolUnavailableError(`Rust was not found as \`cargo\`. ${advice}`, { cause });
  });
  const folder = programFolder(name);
  const files = (await readdir(join(folder, "src"))).sort().map((file) => `src/${file}`);
  const [manifest = "", ...sources] = await Promise.all(
    ["Cargo.toml", "Cargo.lock", ...files].map((file) => readFile(join(folder, file), "utf8")),
  );
  const binary = /^name = "([^"]+)"/m.exec(manifest)?.[1] ?? "";
  const installation = installationFolder(name.replaceAll("/", "-"));
  await fillFolderOnce(installation, [toolchain, manifest, ...sources], async (target) => {
    const build = join(target, "target");
    const args = ["build", "--quiet", "--locked", "--manifest-path", join(folder, "Cargo.toml")];
    await readOutput("cargo", [...args, "--target-dir", build]);
    await cp(join(build, "debug", binary), join(target, binary));
    await rm(build, { recursive: true });
  });
  return {
    program: join(installation, binary),
    versionOf: (crate) => new RegExp(`^${crate} = \\{ version = "=([^"]+)"`, "m").exec(manifest)?.[1],
  };
}
