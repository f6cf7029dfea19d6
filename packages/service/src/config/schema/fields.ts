import { isIP } from "node:net";
import { isTrustedUrl } from "@eks-auth/server-runtime/trusted-url";
import { roleGlobPattern } from "../../names/arn.ts";
import { int, type Schema, string } from "../../validation/index.ts";

/** The rule of a path, after "it". */
export const fileRule = "must be a file's path";

const hostRule = "must be an IP address of this machine, or localhost: 127.0.0.1";
const portRule = "must be a whole number from 0 to 65535";
const regionRule = "must be an AWS region, such as eu-west-1";
const urlRule = "must be an https URL; http is allowed only for loopback addresses";

/** Creates the schema of a text that is not empty. @param rule - what is allowed, after "it" */
export const text = (rule: string): Schema<string> => string(rule, { min: 1 });

/** An address to listen on. */
export const listenHost: Schema<string> = string(hostRule).refine(
  (host) => isIP(host) !== 0 || host.toLowerCase() === "localhost",
  hostRule,
);

/** A port to listen on. */
export const port: Schema<number> = int(portRule, 0, 65_535);

const roleRule =
  "must be the ARN of an IAM role, in which * and ? can replace characters: arn:aws:iam::111122223333:role/team-*";

/** The ARN of a role, or a glob in which `*` and `?` match no `:`. */
export const roleGlob: Schema<string> = string(roleRule, { pattern: roleGlobPattern });

/** A URL that tokens, keys and credentials can be exchanged with. */
export const url: Schema<string> = string(urlRule).refine(isTrustedUrl, urlRule);

/** An AWS region. */
export const region: Schema<string> = string(regionRule, { pattern: /^[a-z]{2,}(-[a-z]+)+-\d+$/ });
