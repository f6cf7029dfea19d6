import { isTrustedUrl } from "@eks-auth/server-runtime/trusted-url";
import { z } from "zod";

/** The rule of a path, after "it". */
export const fileRule = "must be a file's path";

const regionRule = "must be an AWS region, such as eu-west-1";
const urlRule = "must be an https URL; http is allowed only for loopback addresses";

/** Creates the schema of a text that is not empty. @param rule - what is allowed, after "it" */
export const text = (rule: string): z.ZodString => z.string(rule).min(1, rule);

/** Creates the schema of a whole number. @param rule - what is allowed, after "it" */
export const wholeNumber = (rule: string, min: number, max: number): z.ZodInt =>
  z.int(rule).min(min, rule).max(max, rule);

/** A URL that tokens, keys and credentials can be exchanged with. */
export const url: z.ZodString = z.string(urlRule).refine(isTrustedUrl, urlRule);

/** An AWS region. */
export const region: z.ZodString = z.string(regionRule).regex(/^[a-z]{2,}(-[a-z]+)+-\d+$/, regionRule);
