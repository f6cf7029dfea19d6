import { CommandError } from "../core/command-error.ts";
import { readCaFile } from "../upstream/ca-file.ts";
import { openCallerFiles } from "../upstream/caller-files.ts";
import { type CheckResult, type DoctorOptions, fail } from "./check.ts";
import type { Caller } from "./check-server.ts";

/**
 * Reads the files by which the caller of a server is identified.
 *
 * @returns a failed check if one of them can't be used
 */
export async function readCaller(endpoint: URL, options: DoctorOptions): Promise<Caller | CheckResult> {
  const { caFile, callerTokenFile, clientCertificateFile, clientKeyFile } = options;
  try {
    const files = await openCallerFiles({
      endpoint: endpoint.href,
      ...(callerTokenFile !== undefined && { callerTokenFile }),
      ...(clientCertificateFile !== undefined && { clientCertificateFile }),
      ...(clientKeyFile !== undefined && { clientKeyFile }),
    });
    return {
      ca: caFile === undefined ? undefined : await readCaFile(caFile, "--ca-file"),
      token: await files.callerToken?.(),
      certificate: await files.clientCertificate?.(),
    };
  } catch (error) {
    if (!(error instanceof CommandError)) {
      throw error;
    }
    const { message } = error;
    return fail(
      "caller_files_unusable",
      `${message.charAt(0).toUpperCase()}${message.slice(1)}`,
      "Give doctor the files that the agent uses.",
    );
  }
}
