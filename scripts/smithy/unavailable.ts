import { Failure } from "../failure.ts";

/** The Smithy CLI can't run on this machine: there is no Java for it, or no Maven to fetch it. */
export class SmithyUnavailable extends Failure {}
