import { Option } from "commander";

/** Makes the option that says how much is logged. */
export function logLevelOption(): Option {
  return new Option("--log-level <level>", "the least severe records to log")
    .env("EKS_AUTH_LOG_LEVEL")
    .choices(["debug", "info", "warn", "error"])
    .default("info");
}
