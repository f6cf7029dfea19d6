import type { AssumeRoleForPodIdentityRequest } from "@eks-auth/types";
import { Fault } from "./fault.ts";

const clusterNamePattern = /^[0-9A-Za-z][A-Za-z0-9\-_]*$/;
const tokenPattern = /^[A-Za-z0-9-_=]+\.[A-Za-z0-9-_=]+\.[A-Za-z0-9-_=]+$/;

/**
 * Reads and checks the input.
 *
 * @param label - the cluster's name as it stands in the path
 */
export function readInput(label: string, body: Record<string, unknown>): AssumeRoleForPodIdentityRequest {
  const clusterName = decodeLabel(label);
  const token = Object.hasOwn(body, "token") ? (body.token ?? undefined) : undefined;
  if (token !== undefined && typeof token !== "string") {
    throw new Fault("SerializationException", 400, "Expected a string at /token.");
  }
  // What matches is ASCII, so that its length is right as it is.
  const clusterIsGood = clusterNamePattern.test(clusterName) && clusterName.length <= 100;
  if (clusterIsGood && token !== undefined && tokenPattern.test(token)) {
    return { clusterName, token };
  }
  const messages: string[] = [];
  if (!clusterIsGood) {
    messages.push(describeClusterName(clusterName));
  }
  if (token === undefined || !tokenPattern.test(token)) {
    messages.push(describeToken(token));
  }
  const count = messages.length === 1 ? "1 validation error" : `${messages.length} validation errors`;
  throw new Fault("InvalidParameterException", 400, `${count} detected. ${messages.join("; ")}`);
}

function decodeLabel(label: string): string {
  if (!label.includes("%")) {
    return label;
  }
  try {
    return decodeURIComponent(label);
  } catch {
    throw new Fault("SerializationException", 400, "The label clusterName is not valid UTF-8.");
  }
}

function describeClusterName(clusterName: string): string {
  const length = [...clusterName].length;
  return length < 1 || length > 100
    ? describe(`Value with length ${length}`, "clusterName", "have length between 1 and 100, inclusive")
    : describe("Value", "clusterName", `satisfy regular expression pattern: ${clusterNamePattern.source}`);
}

function describeToken(token: string | undefined): string {
  if (token === undefined) {
    return describe("Value", "token", "not be null");
  }
  return token === ""
    ? describe("Value with length 0", "token", "have length greater than or equal to 1")
    : describe("Value", "token", `satisfy regular expression pattern: ${tokenPattern.source}`);
}

function describe(subject: string, name: string, constraint: string): string {
  return `${subject} at '/${name}' failed to satisfy constraint: Member must ${constraint}`;
}
