import type { ClientCertificate } from "@eks-auth/agent";
import { CommandError } from "../core/command-error.ts";
import type { UpstreamFlags } from "../core/options.ts";
import { readTokenFile, type TokenFileProblem } from "../core/read-token-file.ts";
import { looksLikeToken } from "../core/token-text.ts";
import { RecentValue } from "./recent-value.ts";

/** What the agent identifies itself with to an `eks-auth serve`, from files. */
export interface CallerFiles {
  /** Reads the agent's own token; undefined if it has none. */
  readonly callerToken: (() => Promise<string>) | undefined;
  /** Reads the agent's client certificate; the same object until it changes. Undefined if it has none. */
  readonly clientCertificate: (() => Promise<ClientCertificate>) | undefined;
}

/**
 * Opens the files that the options name. They are read again when they are used, so a change needs no restart.
 *
 * @throws CommandError if they can't be used, or there is no endpoint that can get what they have
 */
export async function openCallerFiles(flags: UpstreamFlags): Promise<CallerFiles> {
  const { callerTokenFile, clientCertificateFile, clientKeyFile } = flags;
  requireFileNames(flags);
  requireEndpoint(flags);
  const token =
    callerTokenFile === undefined ? undefined : new RecentValue(() => readCallerToken(callerTokenFile));
  const certificate =
    clientCertificateFile === undefined || clientKeyFile === undefined
      ? undefined
      : new RecentValue(createCertificateReader(clientCertificateFile, clientKeyFile));
  // A wrong name is an error at the start.
  await Promise.all([token?.get(), certificate?.get()]);
  return {
    callerToken: token && (() => token.get()),
    clientCertificate: certificate && (() => certificate.get()),
  };
}

/** Whether the options say that requests are signed: by default if the agent identifies itself with nothing else. */
export function isSigning({ signRequest, callerTokenFile, clientCertificateFile }: UpstreamFlags): boolean {
  return signRequest ?? (callerTokenFile === undefined && clientCertificateFile === undefined);
}

function requireFileNames({ callerTokenFile, clientCertificateFile, clientKeyFile }: UpstreamFlags): void {
  const names = {
    "--caller-token-file": callerTokenFile,
    "--client-certificate-file": clientCertificateFile,
    "--client-key-file": clientKeyFile,
  };
  for (const [option, name] of Object.entries(names)) {
    if (name === "") {
      throw new CommandError("option_invalid", `${option} is empty. Give the file's name.`);
    }
  }
  if (looksLikeToken(callerTokenFile ?? "")) {
    throw new CommandError(
      "option_invalid",
      "--caller-token-file contains a token. Write the token to a file and give the file's name.",
    );
  }
}

function requireEndpoint({
  endpoint,
  callerTokenFile,
  clientCertificateFile,
  clientKeyFile,
}: UpstreamFlags): void {
  if ((clientCertificateFile === undefined) !== (clientKeyFile === undefined)) {
    const [given, missing] =
      clientKeyFile === undefined
        ? ["--client-certificate-file", "--client-key-file"]
        : ["--client-key-file", "--client-certificate-file"];
    throw new CommandError("option_invalid", `${given} requires ${missing}.`);
  }
  if (callerTokenFile !== undefined && endpoint === undefined) {
    throw new CommandError(
      "option_invalid",
      "--caller-token-file requires --endpoint: only an eks-auth serve knows the token, and AWS must not get it.",
    );
  }
  if (clientCertificateFile !== undefined && !endpoint?.toLowerCase().startsWith("https:")) {
    throw new CommandError(
      "option_invalid",
      "--client-certificate-file requires --endpoint with https: the certificate is part of TLS.",
    );
  }
}

async function readCallerToken(path: string): Promise<string> {
  const { text, problem } = await readTokenFile(path, "token");
  // Whitespace around the token is not sent.
  if (problem !== undefined && problem.code !== "whitespace") {
    throw new CommandError("file_unusable", `the token file ${path} ${describeProblem(problem)}`);
  }
  return text;
}

function describeProblem(problem: TokenFileProblem): string {
  switch (problem.code) {
    case "unreadable":
      return `${problem.error.problem} Check --caller-token-file.`;
    case "empty":
      return "is empty. Check --caller-token-file, and what writes the file.";
    default:
      return "has no token of a service account: HEADER.CLAIMS.SIGNATURE. Check --caller-token-file.";
  }
}

/** @returns reads the files, and returns the same object until their content changes */
function createCertificateReader(certificateFile: string, keyFile: string): () => Promise<ClientCertificate> {
  let last: ClientCertificate | undefined;
  return async () => {
    // Loaded on demand: most agents have no certificate.
    const { readTlsFiles, UnusableFileError } = await import("@eks-auth/service");
    try {
      const { chain: certificate, privateKey } = (await readTlsFiles({ certificateFile, keyFile })).server;
      const next = { certificate, privateKey: privateKey.toString() };
      if (last?.certificate !== next.certificate || last.privateKey !== next.privateKey) {
        last = next;
      }
      return last;
    } catch (error) {
      throw error instanceof UnusableFileError
        ? new CommandError("file_unusable", `${error.message} Check --client-certificate-file.`, {
            cause: error,
          })
        : error;
    }
  };
}
