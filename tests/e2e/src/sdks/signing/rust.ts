import { cp, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { fillFolderOnce } from "@eks-auth/codegen/files";
import { ToolUnavailableError } from "@eks-auth/codegen/terminal";
import { readOutput } from "@eks-auth/test-kit/run-program";
import { installationFolder, programFolder } from "../languages/sdk.ts";
import { runClient, type SigningClient } from "./signing-client.ts";

/**
 * Builds the program with the AWS SDK for Rust. The first time takes minutes.
 *
 * @throws {ToolUnavailableError} if there is no Rust
 * @see https://docs.rs/aws-sdk-eksauth
 */
export async function setUpRustSigning(): Promise<SigningClient[]> {
  const toolchain = await readOutput("cargo", ["--version"]).catch((cause) => {
    const advice = "Install Rust 1.91 or newer and add cargo to PATH.";
    throw new ToolUnavailableError(`Rust was not found as \`cargo\`. ${advice}`, { cause });
  });
  const folder = programFolder("signing/rust");
  const [manifest = "", ...sources] = await Promise.all(
    ["Cargo.toml", "Cargo.lock", "src/main.rs"].map((name) => readFile(join(folder, name), "utf8")),
  );
  const installation = installationFolder("signing-rust");
  await fillFolderOnce(installation, [toolchain, manifest, ...sources], async (target) => {
    const build = join(target, "target");
    const args = ["build", "--quiet", "--locked", "--manifest-path", join(folder, "Cargo.toml")];
    await readOutput("cargo", [...args, "--target-dir", build]);
    await cp(join(build, "debug", "signing"), join(target, "signing"));
    await rm(build, { recursive: true });
  });
  const version = /^aws-sdk-eksauth = \{ version = "=([^"]+)"/m.exec(manifest)?.[1];
  return [
    {
      name: `aws-sdk-eksauth for Rust ${version}`,
      call: (call) => runClient(join(installation, "signing"), [], call),
    },
  ];
}
