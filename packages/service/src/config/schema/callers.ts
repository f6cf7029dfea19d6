import { boolean, type Schema, strictObject } from "../../validation/index.ts";
import type { CallersInFile } from "../caller-audience.ts";
import { certificateCallersSchema } from "./certificate-callers.ts";
import { serviceAccountCallersSchema } from "./service-account-callers.ts";
import { sigV4CallersSchema } from "./sigv4-callers.ts";

/** The schema of `callers`. */
export const callersSchema: Schema<CallersInFile> = strictObject(
  {
    serviceAccount: serviceAccountCallersSchema
      .optional()
      .describe("Agents with their own service-account token, in the header x-eks-auth-caller-token."),
    sigv4: sigV4CallersSchema
      .optional()
      .describe("Callers that sign their requests with AWS Signature Version 4, as AWS SDKs do."),
    certificate: certificateCallersSchema.optional().describe("Callers with a client certificate."),
    sameNode: boolean("must be true or false")
      .optional()
      .describe(
        "Whether callers can exchange only tokens of pods on their node; by default those with a service-account token, and others that have a node.",
      ),
  },
  "must have at least one of serviceAccount, sigv4 and certificate, and can have sameNode",
).refine(
  ({ sameNode: _, ...methods }) => Object.values(methods).some((method) => method !== undefined),
  "must have at least one method; without the key callers, only this machine can call",
);
