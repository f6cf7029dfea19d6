import { Failure } from "../../../../scripts/failure.ts";

/** What an SDK needs is not on this machine. */
export class SdkUnavailable extends Failure {}
