import { z } from "zod";
import { describeMapRule } from "../../files/yaml-issue.ts";
import type { CallersConfig } from "../callers-config.ts";
import { certificateCallersSchema } from "./certificate-callers.ts";

/** The schema of `callers`. */
export const callersSchema: z.ZodType<CallersConfig> = z
  .strictObject(
    { certificate: certificateCallersSchema.optional().describe("Callers with a client certificate.") },
    { error: describeMapRule("must have the key certificate") },
  )
  .refine((methods) => Object.values(methods).some((method) => method !== undefined), {
    error: "must have at least one method; without the key callers, only this machine can call",
  });
