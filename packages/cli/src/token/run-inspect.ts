import type { TokenIssuer } from "@eks-auth/service";
import { CommandFailure } from "../failure.ts";
import { inspectPatiently } from "./inspect-patiently.ts";
import { printInspection } from "./print-inspection.ts";
import { readToken } from "./read-token.ts";

/** The options of `eks-auth token inspect`. */
export interface InspectOptions {
  /** The file that holds the token; standard input unless given. */
  readonly file?: string;
  /** The configuration file. */
  readonly config: string;
  /** The cluster that the token is for. */
  readonly cluster: string;
  /** Print JSON. */
  readonly json?: boolean;
}

/** What an inspection works with. */
export interface InspectParts {
  /**
   * Finds the issuer of a cluster's tokens in a configuration file.
   *
   * @throws CommandFailure where the file can't be used or has no such cluster
   */
  readonly openCluster: (configFile: string, clusterName: string) => Promise<TokenIssuer>;
  /** Where the token comes from where no file is given. */
  readonly input: NodeJS.ReadableStream;
  /** Where the inspection is printed. */
  readonly output: NodeJS.WritableStream;
}

/**
 * Runs `eks-auth token inspect`: explains a token check by check.
 *
 * @throws CommandFailure where the token would be refused, or can't be read
 */
export async function runInspect(options: InspectOptions, parts: InspectParts): Promise<void> {
  const { openCluster, input, output } = parts;
  const issuer = await openCluster(options.config, options.cluster);
  const inspection = await inspectPatiently(await readToken(options.file, input), issuer);
  output.write(
    options.json ? `${JSON.stringify(inspection, null, 2)}\n` : printInspection(inspection, output),
  );
  const failed = inspection.checks.find(({ status }) => status === "failed");
  if (failed !== undefined) {
    throw new CommandFailure(`the token would be refused; the first check that failed is: ${failed.check}.`);
  }
}
