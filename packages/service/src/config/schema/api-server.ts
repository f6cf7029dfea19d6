import { z } from "zod";
import { describeMapRule } from "../../files/yaml-issue.ts";
import type { ApiServerConfig } from "../api-server-config.ts";
import { fileRule, text, url } from "./fields.ts";

/** The schema of `clusters[].apiServer`. */
export const apiServerSchema: z.ZodType<ApiServerConfig> = z.strictObject(
  {
    url: url.describe("The URL of the cluster's API server."),
    caFile: text(fileRule)
      .optional()
      .describe("The CA certificates, PEM, that the API server's certificate must be signed by."),
    tokenFile: text(fileRule).describe(
      "The token that the service authenticates with. The file is read again when it changes.",
    ),
  },
  { error: describeMapRule("must have the keys url and tokenFile, and can have caFile") },
);
