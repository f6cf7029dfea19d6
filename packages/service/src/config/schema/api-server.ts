import { type Schema, strictObject } from "../../validation/index.ts";
import type { ApiServerConfig } from "../api-server-config.ts";
import { fileRule, text, url } from "./fields.ts";

const tokenFileRule =
  "must be a file's path, because there is a url: the token of the pod's service account is only for the API server of its own cluster";

/** The schema of `clusters[].apiServer`. */
export const apiServerSchema: Schema<ApiServerConfig> = strictObject(
  {
    url: url
      .optional()
      .describe(
        "The URL of the cluster's API server; by default that of the cluster in which the service runs as a pod.",
      ),
    caFile: text(fileRule)
      .optional()
      .describe(
        "The CA certificates, PEM, that the API server's certificate must be signed by; by default those of the pod's service account, or, if url is set, those included in Node.js.",
      ),
    tokenFile: text(fileRule)
      .optional()
      .describe(
        "The token that the service authenticates with; by default that of the pod's service account. It is required if url is set. The file is read again when it changes.",
      ),
  },
  "must be a map, empty or with the keys url, caFile and tokenFile",
)
  .refine(({ url: address, tokenFile }) => address === undefined || tokenFile !== undefined, tokenFileRule, [
    "tokenFile",
  ])
  .annotate({ dependencies: { url: ["tokenFile"] } });
