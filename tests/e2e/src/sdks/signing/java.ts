import { installJavaProgram } from "../languages/java.ts";
import { runClient, type SigningClient } from "./signing-client.ts";

/**
 * Fetches the client of the AWS SDK for Java and compiles the program with it.
 *
 * @throws {ToolUnavailableError} if there is no Java, no compiler or no Maven, or Java is too old
 */
export async function setUpJavaSigning(): Promise<SigningClient[]> {
  const { java, args, version } = await installJavaProgram("signing/java");
  return [{ name: `eksauth for Java ${version}`, call: (call) => runClient(java, args, call) }];
}
