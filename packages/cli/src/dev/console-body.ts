import type { AssociationFields, NewToken } from "../console/api-types.ts";
import { CommandError } from "../core/command-error.ts";

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
const namespacePattern = /^(?=.{1,63}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
const objectNamePattern = /^(?=.{1,253}$)[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/;

type Body = Readonly<Record<string, unknown>>;

/** Reads the pod of a new token from a request. @throws CommandError `option_invalid` if a value is missing or malformed */
export function readNewToken(content: unknown): NewToken {
  const body = readObject(content);
  return {
    namespace: readName(body, "namespace", namespacePattern, 'up to 63 of a-z, 0-9 and "-"'),
    serviceAccount: readName(body, "serviceAccount", objectNamePattern, 'up to 253 of a-z, 0-9, "-" and "."'),
    podName: readName(body, "podName", objectNamePattern, 'up to 253 of a-z, 0-9, "-" and "."'),
    audience: readName(body, "audience", /^[\x21-\x7e]{1,256}$/, "1 to 256 characters without spaces"),
  };
}

/**
 * Reads an association from a request. Its values are checked by the editor.
 *
 * @throws CommandError `option_invalid` if one is missing, or has the wrong type
 */
export function readAssociation(content: unknown): AssociationFields {
  const body = readObject(content);
  const targetRoleArn = body.targetRoleArn === undefined ? "" : readText(body, "targetRoleArn");
  return {
    namespace: readText(body, "namespace"),
    serviceAccount: readText(body, "serviceAccount"),
    roleArn: readText(body, "roleArn"),
    targetRoleArn: targetRoleArn === "" ? undefined : targetRoleArn,
    disableSessionTags: body.disableSessionTags === true,
  };
}

/** @throws CommandError `option_invalid` if it is no object */
export function readObject(content: unknown): Body {
  if (typeof content !== "object" || content === null || Array.isArray(content)) {
    throw new CommandError("option_invalid", "The body must be a JSON object of up to 16 kB.");
  }
  return content as Body;
}

function readName(body: Body, key: string, pattern: RegExp, rule: string): string {
  const text = readText(body, key);
  if (!pattern.test(text)) {
    throw new CommandError("option_invalid", `${key} must be ${rule}.`);
  }
  return text;
}

function readText(body: Body, key: string): string {
  const value = body[key];
  if (typeof value !== "string") {
    throw new CommandError("option_invalid", `${key} must be a string.`);
  }
  return value;
}
