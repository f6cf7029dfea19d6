import { UnusableFileError } from "../files/file-error.ts";
import type { FilePermissions } from "../files/read-file.ts";
import { readUsableFile } from "../files/read-usable-file.ts";
import { type ClientAuthorities, parseClientAuthorities } from "./client-authorities.ts";
import { checkServerCertificate, type ServerCertificate } from "./server-certificate.ts";

/** The files of a server with TLS. */
export interface TlsFiles extends FilePermissions {
  /** The server's certificate, PEM, followed by those of intermediate authorities. */
  readonly certificateFile: string;
  /** The private key of the certificate, PEM. */
  readonly keyFile: string;
  /** The CA certificates, PEM, that client certificates must be signed by; undefined to ask for none. */
  readonly callersCaFile?: string | undefined;
}

/** When a certificate of a file expires. */
export interface CertificateExpiry {
  readonly file: string;
  readonly expiresAt: Date;
}

/** The content of a server's TLS files. It has a private key, so it must not be logged. */
export interface TlsContent {
  readonly server: ServerCertificate;
  /** Undefined if no client certificates are asked for. */
  readonly callers: ClientAuthorities | undefined;
  /** Of each file with certificates, the one that expires first. */
  readonly expiries: readonly CertificateExpiry[];
}

/**
 * Reads the TLS files of a server.
 *
 * @throws UnusableFileError if one cannot be read, must not be trusted, or has no usable content
 */
export async function readTlsFiles(files: TlsFiles, now: Date = new Date()): Promise<TlsContent> {
  const { certificateFile, keyFile, callersCaFile } = files;
  const certificates = await readUsableFile(certificateFile, "certificates", files);
  const key = await readUsableFile(keyFile, "privateKey", files);
  const server = check(certificateFile, () => checkServerCertificate(certificates.toString(), key, now));
  const expiries = [{ file: certificateFile, expiresAt: server.expiresAt }];
  if (callersCaFile === undefined) {
    return { server, callers: undefined, expiries };
  }
  const ca = await readUsableFile(callersCaFile, "certificates", files);
  const callers = check(callersCaFile, () => parseClientAuthorities(ca.toString()));
  return { server, callers, expiries: [...expiries, { file: callersCaFile, expiresAt: callers.expiresAt }] };
}

function check<Content>(path: string, parse: () => Content): Content {
  try {
    return parse();
  } catch (error) {
    throw UnusableFileError.ofWhole(path, `${path}: ${(error as Error).message}`, error);
  }
}
