export { formatTable, Progress } from "./output.ts";
export { CommandError, runCommand, runWithFlags, ToolUnavailableError } from "./run-command.ts";
