import { isLoopbackHost, isTrustedUrl } from "@eks-auth/server-runtime/trusted-url";
import { z } from "zod";
import { createSessionNamer } from "../credentials/session-name.ts";
import { describeMapRule } from "../files/yaml-issue.ts";
import type { Config } from "./config.ts";

const text = (rule: string): z.ZodString => z.string(rule).min(1, rule);

const wholeNumber = (rule: string, min: number, max: number): z.ZodInt =>
  z.int(rule).min(min, rule).max(max, rule);

const clusterNameRule =
  'must be a cluster\'s name: 1 to 100 characters of A-Z, a-z, 0-9, "-" and "_", the first a letter or digit';
const accountRule = 'must be the 12 digits of an AWS account, in quotes: "111122223333"';
const regionRule = "must be an AWS region, such as eu-west-1";
const urlRule = "must be an https URL; http is allowed only for loopback addresses";
const lifetimeRule = "must be a whole number of seconds from 600 to 604800";
const portRule = "must be a whole number from 0 to 65535";
const fileRule = "must be a file's path";

const url = z.string(urlRule).refine(isTrustedUrl, urlRule);
const region = z.string(regionRule).regex(/^[a-z]{2,}(-[a-z]+)+-\d+$/, regionRule);

const listen = z.strictObject(
  {
    host: z
      .string("must be a loopback address: 127.0.0.1, ::1 or localhost")
      .refine(
        isLoopbackHost,
        "must be a loopback address, because callers are not authenticated yet: 127.0.0.1, ::1 or localhost",
      )
      .default("127.0.0.1")
      .describe(
        "The address to listen on. It must be a loopback address, because callers are not authenticated.",
      ),
    port: wholeNumber(portRule, 0, 65_535)
      .default(8480)
      .describe("The port to listen on; 0 for any free port."),
  },
  { error: describeMapRule("must have no other keys than host and port") },
);

const keys = z
  .strictObject(
    {
      file: text(fileRule).optional().describe("A JSON Web Key Set. It is read again when it changes."),
      url: url
        .optional()
        .describe("The URL of the key set, to use instead of the issuer's discovery document."),
      caFile: text(fileRule)
        .optional()
        .describe("The CA certificates, PEM, that the issuer's certificate must be signed by."),
    },
    { error: describeMapRule("must have no other keys than file, url and caFile") },
  )
  .refine(
    ({ file, url: address, caFile }) => file === undefined || (address === undefined && caFile === undefined),
    {
      error: "must have either the key file, or url and caFile",
    },
  );

const issuerRule = "must be the issuer, exactly as in the iss claim of the cluster's tokens";
const issuerUrlRule =
  "must be an https URL unless keys has a file or url; http is allowed only for loopback addresses";

const cluster = z
  .strictObject(
    {
      name: z
        .string(clusterNameRule)
        .regex(/^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/, clusterNameRule)
        .describe("The cluster's name in requests."),
      region: region.describe("The cluster's AWS region, for its ARN."),
      accountId: z
        .string(accountRule)
        .regex(/^\d{12}$/, accountRule)
        .describe("The cluster's AWS account, for its ARN."),
      issuer: text(issuerRule).describe(
        "The service-account issuer, exactly as in the iss claim of the cluster's tokens.",
      ),
      keys: keys.optional().describe("The source of the issuer's keys; by default its discovery document."),
      maxTokenLifetimeSeconds: wholeNumber(lifetimeRule, 600, 604_800)
        .default(86_400)
        .describe("The longest token lifetime that is accepted, in seconds."),
      associations: text(fileRule).describe("The file of the cluster's associations."),
    },
    { error: describeMapRule("must have the keys name, region, accountId, issuer and associations") },
  )
  .refine(
    ({ issuer, keys: { file, url: address } = {} }) =>
      file !== undefined || address !== undefined || isTrustedUrl(issuer),
    { error: issuerUrlRule, path: ["issuer"] },
  );

const templateRule =
  "must consist of {cluster}, {namespace}, {serviceAccount}, {pod}, {uuid}, letters, digits and _+=,.@-";

const credentials = z
  .strictObject(
    {
      sts: z
        .strictObject(
          {
            region: region.describe("The region of STS."),
            endpoint: url.optional().describe("The URL of STS; by default AWS's for the region."),
          },
          { error: describeMapRule("must have the key region, and can have endpoint") },
        )
        .optional()
        .describe(
          "AWS's Security Token Service, called with the credentials of the AWS SDK's default chain.",
        ),
      embedded: z
        .strictObject(
          {
            keyFile: text(fileRule).describe(
              "The key that signs session tokens. It is created at the first start.",
            ),
          },
          { error: describeMapRule("must have the key keyFile and no other") },
        )
        .optional()
        .describe(
          "The embedded issuer, for work without AWS: its credentials have AWS's format, but AWS does not accept them.",
        ),
      sessionNameTemplate: z
        .string(templateRule)
        .refine(isSessionNameTemplate, templateRule)
        .optional()
        .describe(
          "The template of session names, such as {namespace}-{serviceAccount}; eks-CLUSTER-POD-UUID by default.",
        ),
    },
    { error: describeMapRule("must have the key sts or embedded, and can have sessionNameTemplate") },
  )
  .refine(({ sts, embedded }) => (sts === undefined) !== (embedded === undefined), {
    error: "must have one of the keys sts and embedded",
  });

const clustersRule = "must be a list of clusters";

/** The schema of a configuration file. The message of each issue says what is allowed, after "it". */
export const configSchema: z.ZodType<Config> = z.strictObject(
  {
    listen: listen.prefault({}).describe("The address to listen on."),
    stateDirectory: text("must be a directory's path")
      .optional()
      .describe(
        "The directory that keeps the last good keys of each cluster across a restart; by default they are not kept.",
      ),
    credentials: credentials.describe("How credentials are issued."),
    clusters: z.array(cluster, clustersRule).describe("The clusters whose pods can get credentials."),
  },
  {
    error: describeMapRule(
      "must have the keys clusters and credentials, and can have listen and stateDirectory",
    ),
  },
);

function isSessionNameTemplate(text: string): boolean {
  try {
    createSessionNamer(text);
    return true;
  } catch {
    return false;
  }
}
