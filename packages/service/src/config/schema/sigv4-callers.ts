import { array, type Schema, strictObject } from "../../validation/index.ts";
import type { SigV4CallersConfig } from "../callers-config.ts";
import { callerFields } from "./caller-fields.ts";
import { fileRule, region, text } from "./fields.ts";

const keyFilesRule = "must be a list of one or two files";

/** The files of a caller's access keys. */
export const keyFiles: Schema<string[]> = array(text(fileRule), keyFilesRule, { min: 1, max: 2 }).describe(
  "The files of its access keys, YAML or JSON with accessKeyId, secretAccessKey and, if it sends one, sessionToken; two, so that keys can be rotated. Each is read again when it changes. Other users must not be able to read it.",
);

const caller = strictObject(
  { ...callerFields, keyFiles },
  "must have the keys name, clusters and keyFiles, and can have node",
);

/** The schema of `callers.sigv4`. */
export const sigV4CallersSchema: Schema<SigV4CallersConfig> = strictObject(
  {
    region: region.describe("The region that requests must be signed for: that of the callers' AWS SDKs."),
    callers: array(caller, "must be a list of callers").describe("The callers, by their access keys."),
  },
  "must have the keys region and callers",
);
