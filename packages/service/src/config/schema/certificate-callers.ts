import { isSpiffeId } from "../../callers/certificate/spiffe-id.ts";
import { array, type Schema, strictObject, string } from "../../validation/index.ts";
import type { CertificateCallersConfig } from "../callers-config.ts";
import { callerFields } from "./caller-fields.ts";
import { fileRule, text } from "./fields.ts";

const spiffeIdRule = "must be a SPIFFE ID: spiffe://example.org/eks-auth-agent";
const subjectRule =
  "must be the whole subject, as openssl x509 -noout -subject -nameopt RFC2253 prints it after subject=";

/** The fields that say whose certificate it is. */
export const certificateIdentity: {
  readonly spiffeId: Schema<string | undefined>;
  readonly subject: Schema<string | undefined>;
} = {
  spiffeId: string(spiffeIdRule)
    .refine(isSpiffeId, spiffeIdRule)
    .optional()
    .describe("The SPIFFE ID: the one URI among the certificate's subject alternative names."),
  subject: string(subjectRule, { min: 1, pattern: /^[A-Za-z][A-Za-z0-9-]*=/ })
    .optional()
    .describe(
      "The certificate's whole subject, as openssl x509 -noout -subject -nameopt RFC2253 prints it after subject=.",
    ),
};

/** The rule of {@link hasOneIdentity}, after "it". */
export const oneIdentityRule = "must have one of the keys spiffeId and subject";

/** Whether a caller has exactly one of the fields of {@link certificateIdentity}. */
export function hasOneIdentity({
  spiffeId,
  subject,
}: {
  readonly spiffeId?: string | undefined;
  readonly subject?: string | undefined;
}): boolean {
  return (spiffeId === undefined) !== (subject === undefined);
}

const caller = strictObject(
  { ...callerFields, ...certificateIdentity },
  "must have the keys name, clusters, and spiffeId or subject, and can have node",
).refine(hasOneIdentity, oneIdentityRule);

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
