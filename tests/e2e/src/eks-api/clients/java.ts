import { installJavaProgram } from "../../sdks/languages/java.ts";
import { type EksClientKind, startEksProgram } from "../eks-client.ts";

/**
 * Fetches the client of the AWS SDK for Java and compiles the program with it.
 *
 * @throws {ToolUnavailableError} if there is no Java, no compiler or no Maven, or Java is too old
 */
export async function setUpJavaEks(): Promise<EksClientKind[]> {
  const { java, args, version } = await installJavaProgram("eks-api/java");
  return [
    {
      name: `eks for Java ${version}`,
      errorTypes: "service",
      showsMembers: true,
      start: (caller) => startEksProgram(java, args, caller),
    },
  ];
}
