import { CommandError } from "@eks-auth/codegen/terminal";

/** This machine lacks a tool that the tests need. The message names it. */
export class ToolUnavailable extends CommandError {}
