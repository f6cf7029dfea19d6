import { z } from "zod";
import { createSessionNamer } from "../credentials/session-name.ts";
import { explainMap } from "../files/yaml-issue.ts";
import { isLoopbackHost, isTrustworthyUrl } from "../network/secure-url.ts";
import type { Config } from "./config.ts";

const text = (rule: string): z.ZodString => z.string(rule).min(1, rule);

const wholeNumber = (rule: string, min: number, max: number): z.ZodInt =>
  z.int(rule).min(min, rule).max(max, rule);

const clusterNameRule =
  'must be a cluster\'s name: 1 to 100 characters of A-Z, a-z, 0-9, "-" and "_", the first a letter or digit';
const accountRule = 'must be the twelve digits of an AWS account, in quotes: "111122223333"';
const regionRule = "must be an AWS region, such as eu-west-1";
const urlRule = "must be an https URL; http is allowed for loopback addresses alone";
const lifetimeRule = "must be a whole number of seconds from 600 to 604800";
const portRule = "must be a whole number from 0 to 65535";
const fileRule = "must be a file's path";

const url = z.string(urlRule).refine(isTrustworthyUrl, urlRule);
const region = z.string(regionRule).regex(/^[a-z]{2,}(-[a-z]+)+-\d+$/, regionRule);

const listen = z.strictObject(
  {
    host: z
      .string("must be a loopback address: 127.0.0.1, ::1 or localhost")
      .refine(
        isLoopbackHost,
        "must be a loopback address, for callers are not authenticated yet: 127.0.0.1, ::1 or localhost",
      )
      .default("127.0.0.1")
      .describe("The address to listen on. Loopback addresses alone, for callers are not authenticated."),
    port: wholeNumber(portRule, 0, 65_535)
      .default(8480)
      .describe("The port to listen on; 0 for any that is free."),
  },
  { error: explainMap("must have no other keys than host and port") },
);

const keys = z
  .strictObject(
    {
      file: text(fileRule).optional().describe("A JSON Web Key Set; it is read again when it changes."),
      url: url
        .optional()
        .describe("Where the key set is, if the issuer's discovery document isn't to be asked."),
      caFile: text(fileRule).optional().describe("Certificates, PEM, that sign the issuer's own."),
    },
    { error: explainMap("must have no other keys than file, url and caFile") },
  )
  .refine(
    ({ file, url: address, caFile }) => file === undefined || (address === undefined && caFile === undefined),
    {
      error: "must have either the key file, or url and caFile",
    },
  );

const issuerRule = "must be the issuer, exactly as the cluster's tokens have it in their iss claim";
const issuerUrlRule =
  "must be an https URL unless keys says where its keys are; http is allowed for loopback addresses alone";

const cluster = z
  .strictObject(
    {
      name: z
        .string(clusterNameRule)
        .regex(/^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/, clusterNameRule)
        .describe("What callers call it."),
      region: region.describe("The AWS region that it is counted to."),
      accountId: z
        .string(accountRule)
        .regex(/^\d{12}$/, accountRule)
        .describe("The AWS account that it is counted to."),
      issuer: text(issuerRule).describe(
        "The service-account issuer, exactly as the cluster's tokens have it in iss.",
      ),
      keys: keys
        .optional()
        .describe("Where the issuer's keys are; its discovery document says so if this is left out."),
      maxTokenLifetimeSeconds: wholeNumber(lifetimeRule, 600, 604_800)
        .default(86_400)
        .describe("The longest life of a token that is accepted."),
      associations: text(fileRule).describe("The file of the cluster's associations."),
    },
    { error: explainMap("must have the keys name, region, accountId, issuer and associations") },
  )
  .refine(
    ({ issuer, keys: { file, url: address } = {} }) =>
      file !== undefined || address !== undefined || isTrustworthyUrl(issuer),
    { error: issuerUrlRule, path: ["issuer"] },
  );

const templateRule =
  "must be made of {cluster}, {namespace}, {serviceAccount}, {pod}, {uuid}, letters, digits and _+=,.@-";

const credentials = z
  .strictObject(
    {
      sts: z
        .strictObject(
          {
            region: region.describe("The region whose STS is called."),
            endpoint: url.optional().describe("The URL of STS, if it isn't AWS's own."),
          },
          { error: explainMap("must have the key region, and may have endpoint") },
        )
        .optional()
        .describe(
          "Sessions of AWS's Security Token Service, with the credentials of the AWS SDK's default chain.",
        ),
      embedded: z
        .strictObject(
          {
            keyFile: text(fileRule).describe(
              "The key that signs session tokens; it is made at the first start.",
            ),
          },
          { error: explainMap("must have the key keyFile and no other") },
        )
        .optional()
        .describe("Credentials of AWS's shape that open nothing at AWS, for work without it."),
      sessionNameTemplate: z
        .string(templateRule)
        .refine(isSessionNameTemplate, templateRule)
        .optional()
        .describe(
          "The name of a session, such as {namespace}-{serviceAccount}; eks-CLUSTER-POD-UUID if left out.",
        ),
    },
    { error: explainMap("must have the key sts or embedded, and may have sessionNameTemplate") },
  )
  .refine(({ sts, embedded }) => (sts === undefined) !== (embedded === undefined), {
    error: "must have one of the keys sts and embedded",
  });

const clustersRule = "must be a list of clusters";

/** What a configuration file says. The message of each issue ends a sentence that says what stands there. */
export const configSchema: z.ZodType<Config> = z.strictObject(
  {
    listen: listen.prefault({}).describe("Where to listen."),
    stateDirectory: text("must be a directory's path")
      .optional()
      .describe("Where the last good keys of each cluster are kept over a restart; nowhere if left out."),
    credentials: credentials.describe("Where credentials come from."),
    clusters: z.array(cluster, clustersRule).describe("The clusters whose pods may have credentials."),
  },
  {
    error: explainMap("must have the keys clusters and credentials, and may have listen and stateDirectory"),
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
