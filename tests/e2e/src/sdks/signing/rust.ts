import { installRustProgram } from "../languages/rust.ts";
import { runClient, type SigningClient } from "./signing-client.ts";

/**
 * Builds the program with the AWS SDK for Rust. The first time takes minutes.
 *
 * @throws {ToolUnavailableError} if there is no Rust
 * @see https://docs.rs/aws-sdk-eksauth
 */
export async function setUpRustSigning(): Promise<SigningClient[]> {
  const { program, versionOf } = await installRustProgram("signing/rust");
  return [
    {
      name: `aws-sdk-eksauth for Rust ${versionOf("aws-sdk-eksauth")}`,
      call: (call) => runClient(program, [], call),
    },
  ];
}
