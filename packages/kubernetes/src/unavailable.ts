import { Failure } from "../../../scripts/failure.ts";

/** This machine lacks a tool that the tests need. The message names it. */
export class ToolUnavailable extends Failure {}
