import { installGoProgram } from "../languages/go.ts";
import { runClient, type SigningClient } from "./signing-client.ts";

/**
 * Builds the program with the signer of the AWS SDK for Go.
 *
 * @throws {ToolUnavailableError} if Go is missing or too old
 */
export async function setUpGoSigning(): Promise<SigningClient[]> {
  const { program, versionOf } = await installGoProgram("signing/go");
  return [
    {
      name: `signer/v4 of aws-sdk-go-v2 ${versionOf("aws-sdk-go-v2")}`,
      call: (call) => runClient(program, [], call),
    },
  ];
}
