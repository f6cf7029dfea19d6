import { fileURLToPath } from "node:url";
import { StartedProgram } from "@eks-auth/test-kit/started-program";

/** What an SDK returns to its user. */
export type SdkAnswer = { readonly accessKeyId: string } | { readonly error: SdkError };

/** An error of an SDK. */
export interface SdkError {
  readonly type: string;
  /** Undefined if errors of the SDK have no code. */
  readonly code?: string;
  readonly message: string;
}

/** One instance of an SDK in a separate process. */
export interface SdkProcess {
  /** Asks the SDK for credentials. It refreshes them if it finds that necessary. */
  get(): Promise<SdkAnswer>;
  stop(): Promise<void>;
}

/** An installed SDK and its expected behavior, which the tests check. */
export interface Sdk {
  /** With its version: `boto3 1.44.8`. */
  readonly name: string;
  /** Whether its errors contain the agent's message: errors of first credentials, or else of a refresh. */
  readonly showsBody: (status: number, isFirst: boolean) => boolean;
  /** Whether it retries a response with this status. */
  readonly retries: (status: number) => boolean;
  /**
   * How many seconds before they expire credentials are refreshed: one number for each range in which the SDK behaves
   * differently. Empty if each call is a process.
   */
  readonly refreshes: readonly number[];
  /** @param environment - all environment variables of the process */
  start(environment: Readonly<Record<string, string>>): SdkProcess;
}

/** The absolute path of the folder with an SDK's program. */
export function programFolder(language: string): string {
  return fileURLToPath(new URL(`../../../programs/${language}`, import.meta.url));
}

/** The absolute path of the folder that an SDK is installed in. git ignores it. */
export function installationFolder(language: string): string {
  return fileURLToPath(new URL(`../../../build/${language}`, import.meta.url));
}

/**
 * Starts a program that answers each line `get` with a line of JSON.
 *
 * @param environment - all environment variables of the program
 */
export function startLineProcess(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): SdkProcess {
  const program = new StartedProgram(command, args, { env: environment });
  let read = 0;
  return {
    async get() {
      program.write("get\n");
      const output = await program.waitFor(new RegExp(`^(.*\n){${read + 1}}`));
      const line = output.split("\n")[read] ?? "";
      read += 1;
      return JSON.parse(line) as SdkAnswer;
    },
    stop: () => program.stop(),
  };
}
