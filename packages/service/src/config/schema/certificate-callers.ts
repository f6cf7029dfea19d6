import { isSpiffeId } from "../../callers/certificate/spiffe-id.ts";
import { array, type Schema, strictObject, string } from "../../validation/index.ts";
import type { CertificateCallersConfig } from "../callers-config.ts";
import { callerFields } from "./caller-fields.ts";
import { fileRule, text } from "./fields.ts";

const spiffeIdRule = "must be a SPIFFE ID: spiffe://example.org/eks-auth-agent";
const subjectRule =
  "must be the whole subject, as openssl x509 -noout -subject -nameopt RFC2253 prints it after subject=";

const caller = strictObject(
  {
    ...callerFields,
    spiffeId: string(spiffeIdRule)
      .refine(isSpiffeId, spiffeIdRule)
      .optional()
      .describe("The SPIFFE ID: the one URI among the certificate's subject alternative names."),
    subject: string(subjectRule, { min: 1, pattern: /^[A-Za-z][A-Za-z0-9-]*=/ })
      .optional()
      .describe(
        "The certificate's whole subject, as openssl x509 -noout -subject -nameopt RFC2253 prints it after subject=.",
      ),
  },
  "must have the keys name, clusters, and spiffeId or subject, and can have node",
).refine(
  ({ spiffeId, subject }) => (spiffeId === undefined) !== (subject === undefined),
  "must have one of the keys spiffeId and subject",
);

/** The schema of `callers.certificate`. */
export const certificateCallersSchema: Schema<CertificateCallersConfig> = strictObject(
  {
    caFile: text(fileRule).describe("The CA certificates, PEM, that client certificates must be signed by."),
    callers: array(caller, "must be a list of callers").describe(
      "The callers, by the SPIFFE ID or the subject of their certificates.",
    ),
  },
  "must have the keys caFile and callers",
);
