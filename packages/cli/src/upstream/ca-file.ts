import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { CommandError } from "../core/command-error.ts";

/**
 * Reads the certificates of authorities.
 *
 * @param path - their file, PEM
 * @param option - the option that names it, for messages
 * @returns the whole text of the file
 * @throws CommandError where the file can't be read, or holds no certificate or one that can't be read: TLS would take
 *   such a file without a word, and then trust nobody
 */
export async function readCaFile(path: string, option: string): Promise<string> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    throw new CommandError(
      `the file of certificates ${path} can't be read (${(error as NodeJS.ErrnoException).code}). Check ${option}.`,
      { cause: error },
    );
  }
  const certificates = text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g);
  if (certificates === null) {
    throw new CommandError(`${path} holds no certificate in the PEM format. Check ${option}.`);
  }
  const broken = certificates.findIndex((certificate) => !canBeRead(certificate));
  if (broken !== -1) {
    throw new CommandError(
      `${path} holds a certificate that can't be read, number ${broken + 1} in the file. Check ${option}.`,
    );
  }
  return text;
}

function canBeRead(certificate: string): boolean {
  try {
    new X509Certificate(certificate);
    return true;
  } catch {
    return false;
  }
}
