import { installRustProgram } from "../../sdks/languages/rust.ts";
import { type EksClientKind, startEksProgram } from "../eks-client.ts";

/**
 * Builds the program with the AWS SDK for Rust. The first time takes minutes.
 *
 * @throws {ToolUnavailableError} if there is no Rust
 * @see https://docs.rs/aws-sdk-eks
 */
export async function setUpRustEks(): Promise<EksClientKind[]> {
  const { program, versionOf } = await installRustProgram("eks-api/rust");
  return [
    {
      name: `aws-sdk-eks for Rust ${versionOf("aws-sdk-eks")}`,
      errorTypes: "operation",
      showsMembers: false,
      start: (caller) => startEksProgram(program, [], caller),
    },
  ];
}
