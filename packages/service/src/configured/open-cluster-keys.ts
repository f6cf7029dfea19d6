import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { JWTVerifyGetKey } from "jose";
import type { ClusterConfig } from "../config/config.ts";
import { createFileKeys } from "../token/file-keys.ts";
import { createIssuerKeys } from "../token/issuer-keys.ts";
import type { OnKeyProblem } from "../token/keys/key-problem.ts";
import { UnusableFileError } from "../yaml-file/unusable-file-error.ts";

/**
 * Makes the source of a cluster's keys, as it is configured.
 *
 * @param stateDirectory - where the last good keys are kept over a restart; nowhere where it is `undefined`
 * @throws UnusableFileError where the file of certificates can't be read or has none
 */
export async function openClusterKeys(
  { name, issuer, keys = {} }: Pick<ClusterConfig, "name" | "issuer" | "keys">,
  stateDirectory: string | undefined,
  onProblem: OnKeyProblem,
): Promise<JWTVerifyGetKey> {
  const { file, url, caFile } = keys;
  if (file !== undefined) {
    return createFileKeys(file, { onProblem });
  }
  const ca = caFile === undefined ? undefined : await readCertificates(caFile);
  const keptIn = stateDirectory === undefined ? undefined : join(stateDirectory, `${name}.jwks.json`);
  try {
    return createIssuerKeys(issuer, { keySetUrl: url, ca, keptIn, onProblem });
  } catch (error) {
    if (caFile === undefined || !(error instanceof TypeError)) {
      throw error;
    }
    // The URLs were checked with the configuration, so it is about the certificates.
    throw UnusableFileError.ofProblems(caFile, [{ line: 1, message: error.message }]);
  }
}

async function readCertificates(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw UnusableFileError.ofUnreadable(path, error);
  }
}
