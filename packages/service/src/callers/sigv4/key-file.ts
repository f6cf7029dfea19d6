import { decodeText } from "../../files/decode-text.ts";
import { type FileProblem, UnusableFileError } from "../../files/file-error.ts";
import { YamlDocument } from "../../files/yaml-document.ts";
import { formatPath } from "../../files/yaml-issue.ts";
import { type Schema, strictObject, string } from "../../validation/index.ts";
import type { AccessKeySecrets } from "./access-key.ts";

const idRule = "must be 16 to 128 letters, digits and underscores";
const secretRule = "must be 32 to 256 printable ASCII characters without spaces";
const tokenRule = "must be printable ASCII characters without spaces";

const schema: Schema<AccessKeySecrets> = strictObject({
  accessKeyId: string(idRule, { pattern: /^\w{16,128}$/ }),
  secretAccessKey: string(secretRule, { pattern: /^[\x21-\x7e]{32,256}$/ }),
  sessionToken: string(tokenRule, { pattern: /^[\x21-\x7e]+$/ }).optional(),
});

/**
 * Parses the file of an access key: a YAML or JSON map with `accessKeyId` and `secretAccessKey`, and `sessionToken` if the
 * caller sends one.
 *
 * @throws UnusableFileError if it is not valid. The message quotes nothing of the file.
 */
export function parseAccessKey(content: Uint8Array, path: string): AccessKeySecrets {
  const document = parseYaml(decodeText(content, path), path);
  const { value, issues } = schema.validate(document.value);
  if (issues === undefined) {
    return value;
  }
  const problems = issues.map(({ path: place, unknownKeys, message }) => ({
    line: document.lineOf(place),
    message:
      place.length > 0
        ? `${formatPath(place)} is missing or not valid; it ${message}. Correct it.`
        : describeFile(unknownKeys !== undefined),
  }));
  throw UnusableFileError.ofProblems(path, problems);
}

function describeFile(hasUnknownKeys: boolean): string {
  const found = hasUnknownKeys ? "has another key" : "is not a map";
  return `the file ${found}; it must have the keys accessKeyId and secretAccessKey, and can have sessionToken. Correct it.`;
}

function parseYaml(text: string, path: string): YamlDocument {
  try {
    return new YamlDocument(text, path);
  } catch (error) {
    if (!(error instanceof UnusableFileError)) {
      throw error;
    }
    throw UnusableFileError.ofProblems(path, error.problems.map(hideReason));
  }
}

/** The reason of a YAML error can quote the file. */
function hideReason({ line = 1 }: FileProblem): { line: number; message: string } {
  return { line, message: "this is not YAML or JSON. Put the values in double quotes." };
}
