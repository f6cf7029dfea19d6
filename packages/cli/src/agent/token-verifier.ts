import { AgentError, type TokenVerifier } from "@eks-auth/agent";
import { isTrustedUrl } from "@eks-auth/server-runtime/trusted-url";
import {
  type CachedKeySource,
  checkKeyFile,
  ExpiredTokenError,
  InvalidTokenError,
  IssuerUnavailableError,
  openClusterKeys,
  UnknownKeyError,
  verifyToken,
} from "@eks-auth/service";
import { withFileErrors } from "../config/configuration.ts";
import { CommandError } from "../core/command-error.ts";
import { readCaFile } from "../upstream/ca-file.ts";
import type { AgentLog } from "./agent-log.ts";

/** The options for the verification of tokens by the agent. */
export interface VerifierFlags {
  readonly cluster: string;
  readonly issuer: string;
  readonly keysFile?: string;
  readonly keysUrl?: string;
  readonly keysCaFile?: string;
}

/** Creates a verifier that verifies tokens with the issuer's keys. */
export async function createTokenVerifier(flags: VerifierFlags, log: AgentLog): Promise<TokenVerifier> {
  const { cluster: name, issuer, keysFile: file, keysUrl: url, keysCaFile: caFile } = flags;
  if (file === undefined) {
    requireTrustedUrl(url === undefined ? "--issuer" : "--keys-url", url ?? issuer);
  } else {
    await requireKeyFile(file);
  }
  if (caFile !== undefined) {
    await readCaFile(caFile, "--keys-ca-file");
  }
  const keys = await withFileErrors(
    openClusterKeys({ name, issuer, keys: { file, url, caFile } }, undefined, log.onLogEvent),
  );
  return verifyWith(issuer, keys);
}

/** Checks the key file at the start: unlike an issuer, a wrong file name does not recover by itself. */
async function requireKeyFile(file: string): Promise<void> {
  try {
    await withFileErrors(checkKeyFile(file));
  } catch (error) {
    throw error instanceof CommandError
      ? new CommandError(error.code, `--keys-file: ${error.message}`)
      : error;
  }
}

function requireTrustedUrl(option: string, url: string): void {
  const { username, password } = URL.canParse(url) ? new URL(url) : {};
  if (username || password) {
    throw new CommandError(
      "option_invalid",
      `${option} contains a user name or a password. Remove it from the URL.`,
    );
  }
  if (!isTrustedUrl(url)) {
    throw new CommandError(
      "option_invalid",
      `${option} is "${url}". The keys are fetched from there, so it must be an https URL, or http on this machine.`,
    );
  }
}

function verifyWith(issuer: string, keys: CachedKeySource): TokenVerifier {
  return async (token) => {
    try {
      const tracked = keys.track();
      const { pod } = await verifyToken(token, { issuer, keys: tracked }, new Date());
      return { podUid: pod.uid, isCurrent: tracked.isCurrent };
    } catch (error) {
      if (error instanceof IssuerUnavailableError) {
        return undefined;
      }
      if (error instanceof UnknownKeyError) {
        throw new AgentError("unknown_key", error.message);
      }
      if (error instanceof ExpiredTokenError) {
        throw new AgentError("expired_token", error.message);
      }
      if (error instanceof InvalidTokenError) {
        throw new AgentError("invalid_token", `It is not a valid token of this cluster. ${error.message}`);
      }
      throw error;
    }
  };
}
