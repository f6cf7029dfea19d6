import { isLoopbackHost } from "@eks-auth/server-runtime/trusted-url";
import { z } from "zod";
import { describeMapRule } from "../../files/yaml-issue.ts";
import type { ListenConfig } from "../config.ts";
import { wholeNumber } from "./fields.ts";

const portRule = "must be a whole number from 0 to 65535";
const connectionsRule = "must be a whole number from 1 to 4096";

/** The schema of `listen`. */
export const listenSchema: z.ZodType<
  ListenConfig,
  { [Key in keyof ListenConfig]?: ListenConfig[Key] | undefined }
> = z.strictObject(
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
    maxConnectionsPerAddress: wholeNumber(connectionsRule, 1, 4_096)
      .default(1_024)
      .describe(
        "How many of the 4096 connections can be from one address. With more, an idle one is closed. Clients behind a proxy or NAT share an address.",
      ),
  },
  { error: describeMapRule("must have no other keys than host, port and maxConnectionsPerAddress") },
);
