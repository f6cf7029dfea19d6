import { AgentError, type TokenVerifier } from "@eks-auth/agent";
import {
  checkKeyFile,
  ExpiredTokenError,
  InvalidTokenError,
  IssuerUnavailableError,
  isTrustworthyUrl,
  openClusterKeys,
  type TokenIssuer,
  verifyToken,
} from "@eks-auth/service";
import { withFileErrors } from "../config/configuration.ts";
import { CommandError } from "../core/command-error.ts";
import { readCaFile } from "../upstream/ca-file.ts";
import type { AgentLog } from "./agent-log.ts";

/** The options that say how tokens are verified by the agent. */
export interface VerifierFlags {
  readonly cluster: string;
  /** The issuer, as tokens have it in `iss`. */
  readonly issuer: string;
  /** The issuer's keys: a file, or an address; discovered unless given. */
  readonly keysFile?: string;
  readonly keysUrl?: string;
  /** The file of certificates that the issuer's own must be signed by. */
  readonly keysCaFile?: string;
}

/**
 * Makes what verifies tokens with the cluster's keys.
 *
 * @throws CommandError where an option can't be used
 */
export async function createTokenVerifier(flags: VerifierFlags, log: AgentLog): Promise<TokenVerifier> {
  const { cluster: name, issuer, keysFile: file, keysUrl: url, keysCaFile: caFile } = flags;
  if (file === undefined) {
    requireTrustworthy(url === undefined ? "--issuer" : "--keys-url", url ?? issuer);
  } else {
    await requireKeyFile(file);
  }
  if (caFile !== undefined) {
    await readCaFile(caFile, "--keys-ca-file");
  }
  const keys = await withFileErrors(
    openClusterKeys({ name, issuer, keys: { file, url, caFile } }, undefined, ({ state, message }) =>
      log.onLogEvent({ level: state === "begins" ? "warn" : "info", message }),
    ),
  );
  return createVerifier({ issuer, keys });
}

/** An issuer may come back by itself, but not a file that was misnamed. */
async function requireKeyFile(file: string): Promise<void> {
  try {
    await withFileErrors(checkKeyFile(file));
  } catch (error) {
    throw error instanceof CommandError ? new CommandError(`--keys-file: ${error.message}`) : error;
  }
}

function requireTrustworthy(option: string, url: string): void {
  const { username, password } = URL.canParse(url) ? new URL(url) : {};
  if (username || password) {
    throw new CommandError(`${option} has a user or a password in it. Keys are read without them.`);
  }
  if (!isTrustworthyUrl(url)) {
    throw new CommandError(
      `${option} is "${url}". Keys are read there: it must be an https URL, or http on this machine.`,
    );
  }
}

function createVerifier(issuer: TokenIssuer): TokenVerifier {
  return async (token) => {
    try {
      const { pod } = await verifyToken(token, issuer, new Date());
      return pod.uid;
    } catch (error) {
      if (error instanceof IssuerUnavailableError) {
        return undefined;
      }
      if (error instanceof ExpiredTokenError) {
        throw new AgentError(400, "ExpiredTokenException", error.message);
      }
      if (error instanceof InvalidTokenError) {
        throw new AgentError(
          400,
          "InvalidTokenException",
          `It is not a token of this cluster. ${error.message}`,
        );
      }
      throw error;
    }
  };
}
