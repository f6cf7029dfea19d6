import { z } from "zod";
import { describeMapRule } from "../../files/yaml-issue.ts";
import type { SigV4CallersConfig } from "../callers-config.ts";
import { callerFields } from "./caller-fields.ts";
import { fileRule, region, text } from "./fields.ts";

const keyFilesRule = "must be a list of one or two files";

const caller = z.strictObject(
  {
    ...callerFields,
    keyFiles: z
      .array(text(fileRule), keyFilesRule)
      .min(1, keyFilesRule)
      .max(2, keyFilesRule)
      .describe(
        "The files of its access keys, YAML or JSON with accessKeyId, secretAccessKey and, if it sends one, sessionToken; two, so that keys can be rotated. Each is read again when it changes. Other users must not be able to read it.",
      ),
  },
  { error: describeMapRule("must have the keys name, clusters and keyFiles, and can have node") },
);

/** The schema of `callers.sigv4`. */
export const sigV4CallersSchema: z.ZodType<SigV4CallersConfig> = z.strictObject(
  {
    region: region.describe("The region that requests must be signed for: that of the callers' AWS SDKs."),
    callers: z.array(caller, "must be a list of callers").describe("The callers, by their access keys."),
  },
  { error: describeMapRule("must have the keys region and callers") },
);
