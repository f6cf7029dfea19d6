import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { CommandError } from "../core/command-error.ts";

/**
 * Reads a file of CA certificates. TLS would accept a file without a valid certificate silently, and then trust no
 * server.
 *
 * @param path - a PEM file
 * @param option - the option that names it, for messages
 * @returns the file's text
 */
export async function readCaFile(path: string, option: string): Promise<string> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CommandError("file_unusable", `the CA file ${path} can't be read (${code}). Check ${option}.`, {
      cause: error,
    });
  }
  const certificates = text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g);
  if (certificates === null) {
    throw new CommandError("file_unusable", `${path} contains no PEM certificate. Check ${option}.`);
  }
  const invalid = certificates.findIndex((certificate) => !isValid(certificate));
  if (invalid !== -1) {
    throw new CommandError(
      "file_unusable",
      `${path} contains an invalid certificate, number ${invalid + 1} in the file. Check ${option}.`,
    );
  }
  return text;
}

function isValid(certificate: string): boolean {
  try {
    new X509Certificate(certificate);
    return true;
  } catch {
    return false;
  }
}
