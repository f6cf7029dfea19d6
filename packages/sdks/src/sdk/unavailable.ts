import { CommandError } from "@eks-auth/codegen/terminal";

/** What an SDK needs is not on this machine. */
export class SdkUnavailable extends CommandError {}
