import { installGoProgram } from "../../sdks/languages/go.ts";
import { type EksClientKind, startEksProgram } from "../eks-client.ts";

/**
 * Builds the program with the AWS SDK for Go, which Terraform's and OpenTofu's AWS provider uses.
 *
 * @throws {ToolUnavailableError} if Go is missing or too old
 */
export async function setUpGoEks(): Promise<EksClientKind[]> {
  const { program, versionOf } = await installGoProgram("eks-api/go");
  return [
    {
      name: `service/eks of aws-sdk-go-v2 ${versionOf("service/eks")}`,
      errorTypes: "service",
      showsMembers: true,
      start: (caller) => startEksProgram(program, [], caller),
    },
  ];
}
