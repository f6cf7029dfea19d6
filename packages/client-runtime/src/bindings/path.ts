import { createWriteError, writeString } from "@eks-auth/server-runtime";
import { percentEncode } from "../encoding/percent-encoding.ts";

/**
 * Writes a label of the path.
 *
 * @param name - the member that the label is bound to
 * @throws TypeError if the value isn't a string, or is empty
 * @see https://smithy.io/2.0/spec/http-bindings.html#httplabel-trait
 */
export function writeLabel(value: string, name: string): string {
  if (writeString(value, "", name) === "") {
    throw createWriteError("a string that isn't empty", "", name);
  }
  return percentEncode(value);
}

/** Writes a greedy label of the path, which keeps its slashes. @throws TypeError if the value isn't a string, or is empty */
export function writeGreedyLabel(value: string, name: string): string {
  return writeLabel(value, name).replaceAll("%2F", "/");
}

/** An address has no names below it, so it can't have a prefix. */
const addressPattern = /^(\[|[\d.]+(:|$))/;

/**
 * Creates the function that puts a prefix before a host, unless the host is an address.
 *
 * @see https://smithy.io/2.0/spec/endpoint-traits.html#endpoint-trait
 */
export function prefixHost(prefix: string): (host: string) => string {
  return (host) => (addressPattern.test(host) ? host : prefix + host);
}

/**
 * Writes a member in the host's prefix.
 *
 * @throws TypeError if the value isn't a label of a host name
 * @see https://smithy.io/2.0/spec/endpoint-traits.html#hostlabel-trait
 */
export function writeHostLabel(value: string, name: string): string {
  if (typeof value !== "string" || !/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i.test(value)) {
    throw createWriteError("a label of a host name", "", name);
  }
  return value;
}
