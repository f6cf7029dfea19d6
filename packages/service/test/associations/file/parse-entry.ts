import { expect } from "vitest";
import { parseEntries } from "../../../src/associations/file/association-file.ts";
import type { FileEntry } from "../../../src/associations/file/entry.ts";
import { UnusableFileError } from "../../../src/files/file-error.ts";

export const cluster = { name: "prod", region: "eu-west-1", accountId: "111122223333" };
export const role = "arn:aws:iam::111122223333:role/cart";
export const policy: Record<string, unknown> = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }],
};

/** Parses a file whose only entry has these members and the required ones. */
export function parseEntry(members: Record<string, unknown>): FileEntry | undefined {
  return parseEntries(formatFile(members), "a.yaml", cluster)[0];
}

/** Returns the message of the error for the same file. */
export function entryError(members: Record<string, unknown>): string {
  return fileError(formatFile(members));
}

function formatFile(members: Record<string, unknown>): string {
  const entry = { namespace: "shop", serviceAccount: "cart", roleArn: role, ...members };
  return JSON.stringify({ associations: [entry] });
}

/** Returns the message of the error for the text of a file. */
export function fileError(text: string): string {
  try {
    parseEntries(text, "a.yaml", cluster);
  } catch (error) {
    expect(error).toBeInstanceOf(UnusableFileError);
    return (error as Error).message;
  }
  throw new Error("The file was accepted.");
}
