import { array, type Schema, strictObject } from "../../validation/index.ts";
import type {
  EksApiCallersConfig,
  EksApiCertificateCallersConfig,
  EksApiConfig,
  EksApiSigV4CallersConfig,
} from "../eks-api-config.ts";
import { callerClusters, callerName } from "./caller-fields.ts";
import { certificateIdentity, hasOneIdentity, oneIdentityRule } from "./certificate-callers.ts";
import { fileRule, region, text } from "./fields.ts";
import { createListenFields } from "./listen.ts";
import { keyFiles } from "./sigv4-callers.ts";

const rightsRule = "must have at least one of the keys read and write";

const callerFields = {
  name: callerName,
  write: callerClusters
    .optional()
    .describe("The clusters whose associations the caller can change and read: a list of names, or all."),
  read: callerClusters
    .optional()
    .describe("The clusters whose associations the caller can only read: a list of names, or all."),
};

const hasRights = ({ read, write }: { readonly read?: unknown; readonly write?: unknown }): boolean =>
  read !== undefined || write !== undefined;

const sigv4: Schema<EksApiSigV4CallersConfig> = strictObject(
  {
    region: region.describe("The region that requests must be signed for: that of the callers' tools."),
    callers: array(
      strictObject(
        { ...callerFields, keyFiles },
        "must have the keys name, keyFiles, and read or write",
      ).refine(hasRights, rightsRule),
      "must be a list of callers",
    ).describe("The callers, by their access keys."),
  },
  "must have the keys region and callers",
);

const certificate: Schema<EksApiCertificateCallersConfig> = strictObject(
  {
    caFile: text(fileRule).describe("The CA certificates, PEM, that client certificates must be signed by."),
    callers: array(
      strictObject(
        { ...callerFields, ...certificateIdentity },
        "must have the keys name, read or write, and spiffeId or subject",
      )
        .refine(hasRights, rightsRule)
        .refine(hasOneIdentity, oneIdentityRule),
      "must be a list of callers",
    ).describe("The callers, by the SPIFFE ID or the subject of their certificates."),
  },
  "must have the keys caFile and callers",
);

const callers: Schema<EksApiCallersConfig> = strictObject(
  {
    sigv4: sigv4
      .optional()
      .describe(
        "Callers that sign their requests with AWS Signature Version 4 for the service eks, as AWS tools do.",
      ),
    certificate: certificate.optional().describe("Callers with a client certificate."),
  },
  "must have at least one of sigv4 and certificate",
).refine(
  (methods) => Object.values(methods).some((method) => method !== undefined),
  "must have at least one of sigv4 and certificate: without callers, no one could use the EKS API",
);

/** The schema of `eksApi`. */
export const eksApiSchema: Schema<EksApiConfig> = strictObject(
  {
    ...createListenFields(8482),
    callers: callers.describe("Who can call, and which clusters each caller can read or change."),
  },
  "must have the key callers, and can have host, port, publicHosts, trustedProxies, tls, insecure and maxConnectionsPerAddress",
);
