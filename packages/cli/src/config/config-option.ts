import { Option } from "commander";

/** Makes the option that names the configuration file. */
export function configOption(): Option {
  return new Option("--config <file>", "the configuration file").env("EKS_AUTH_CONFIG").makeOptionMandatory();
}
