export {
  CommandError,
  type CommandErrorOptions,
  codeOf,
  isToolUnavailable,
  ToolUnavailableError,
} from "./command-error.ts";
export { formatMarkdownTable, formatTable, Progress } from "./output.ts";
export { PhaseTimes } from "./phase-times.ts";
export { runCommand, runWithFlags } from "./run-command.ts";
export { UsageError } from "./usage-error.ts";
