import { createSessionNamer } from "../../credentials/session-name.ts";
import { type Schema, strictObject, string } from "../../validation/index.ts";
import type { CredentialsConfig } from "../config.ts";
import { fileRule, region, text, url } from "./fields.ts";

const templateRule =
  "must consist of {cluster}, {namespace}, {serviceAccount}, {pod}, {uuid}, letters, digits and _+=,.@-";

/** The schema of `credentials`. */
export const credentialsSchema: Schema<CredentialsConfig> = strictObject(
  {
    sts: strictObject(
      {
        region: region.describe("The region of STS."),
        endpoint: url.optional().describe("The URL of STS; by default AWS's for the region."),
      },
      "must have the key region, and can have endpoint",
    )
      .optional()
      .describe("AWS's Security Token Service, called with the credentials of the AWS SDK's default chain."),
    embedded: strictObject(
      {
        keyFile: text(fileRule).describe(
          "The key that signs session tokens, and optionally the previous one. It is created at the first start.",
        ),
      },
      "must have the key keyFile and no other",
    )
      .optional()
      .describe(
        "The embedded issuer, for work without AWS: its credentials have AWS's format, but AWS does not accept them.",
      ),
    sessionNameTemplate: string(templateRule)
      .refine(isSessionNameTemplate, templateRule)
      .optional()
      .describe(
        "The template of session names, such as {namespace}-{serviceAccount}; eks-CLUSTER-POD-UUID by default.",
      ),
  },
  "must have the key sts or embedded, and can have sessionNameTemplate",
).refine(
  ({ sts, embedded }) => (sts === undefined) !== (embedded === undefined),
  "must have one of the keys sts and embedded",
);

function isSessionNameTemplate(text: string): boolean {
  try {
    createSessionNamer(text);
    return true;
  } catch {
    return false;
  }
}
