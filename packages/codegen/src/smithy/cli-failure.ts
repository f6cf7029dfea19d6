/** Why the Smithy CLI failed: a stable code, and what the message says about it. */
interface Failure {
  readonly code: string;
  readonly problem: string;
  readonly advice: string;
  /** Whether the output explains more. */
  readonly quoted: boolean;
}

interface KnownFailure extends Failure {
  readonly pattern: RegExp;
}

/** Failures that are not the model's. Java and the Smithy CLI print these texts. */
const known: readonly KnownFailure[] = [
  {
    pattern: /OutOfMemoryError|insufficient memory for the Java Runtime|Could not reserve enough space/,
    code: "smithy_out_of_memory",
    problem: "ran out of memory",
    advice: "Free memory, or give Java more: JAVA_TOOL_OPTIONS=-Xmx4g.",
    quoted: false,
  },
  {
    pattern: /No space left on device|Disk quota exceeded/,
    code: "smithy_disk_full",
    problem: "could not write its files: the disk is full",
    advice: "Free space",
    quoted: false,
  },
  {
    pattern: /InvalidPathException: Malformed input|unmappable character/,
    code: "smithy_locale",
    problem:
      "could not read a path with characters outside ASCII: this system has no UTF-8 locale, C.UTF-8 or another",
    advice: "Install one, or rename the folder,",
    quoted: true,
  },
  {
    pattern: /Failed to (collect|resolve|read)/,
    code: "smithy_plugins",
    problem: "could not download its plugins",
    advice: "Check the connection to your Maven repository and the versions in smithy-build.json,",
    quoted: true,
  },
];

const rejected: Failure = {
  code: "smithy_failed",
  problem: "rejected the model",
  advice: "Fix the errors that it lists",
  quoted: true,
};

/**
 * Describes a failure of the Smithy CLI.
 *
 * @param output - what it printed
 * @param signal - that ended it, if any
 * @returns the code of the error and its message
 */
export function describeFailure(
  output: string,
  signal?: string | null,
): { readonly code: string; readonly message: string } {
  const killed: Failure = {
    code: "smithy_killed",
    problem: `was ended by the signal ${signal}, perhaps because the machine is short of memory`,
    advice: "Free memory",
    quoted: false,
  };
  const failure = known.find(({ pattern }) => pattern.test(output)) ?? (signal ? killed : rejected);
  const end = `${failure.advice} ${failure.advice.endsWith(".") ? "Then run" : "and run"} the command again.`;
  const message = failure.quoted
    ? `The Smithy CLI ${failure.problem}:\n\n${quoteFindings(output)}\n\n${end}`
    : `The Smithy CLI ${failure.problem}. ${end}`;
  return { code: failure.code, message };
}

const maxLines = 20;
const maxWidth = 300;

/** A heading of a finding: the projection, if it is not of the model as it is; its severity and its ID. */
const heading = /^── +(?:[\w-]+ +)?([A-Z]+) +─+.*?([\w.]*)$/;

/** Lines that say nothing about a failure. */
const noise =
  /^(\s+at |\s*\.\.\. \d+ more$|── +[a-z]\w* +─+$|(Completed|Failed) projection |SUCCESS: |Summary: |Validated model, now)/;

/** From the most to the least useful. Text without a heading is about a projection, or the summary. */
const severities = ["ERROR", "", "DANGER", "WARNING", "NOTE", "SUPPRESSED"];

/**
 * Shortens the output of the Smithy CLI to 20 lines: errors first, one of each kind before others of the same kind.
 *
 * @param output - all that it printed
 */
export function quoteFindings(output: string): string {
  const useful = output.split("\n").filter((line) => !noise.test(line));
  const lines = useful
    .join("\n")
    .trim()
    .split("\n")
    .map((line) => (line.length > maxWidth ? `${line.slice(0, maxWidth)} …` : line));
  if (lines.length <= maxLines) {
    return lines.join("\n");
  }
  const sorted = sortBlocks(splitBlocks(lines));
  const quoted = sorted.flatMap(({ text }) => text).slice(0, maxLines - 1);
  const left = countFindings(sorted) - countFindings(splitBlocks(quoted));
  return `${quoted.join("\n").trimEnd()}\n… and ${left > 0 ? `${left} more findings` : `${lines.length - quoted.length} more lines`}.`;
}

interface Block {
  readonly severity: string;
  readonly kind: string;
  readonly text: string[];
}

function splitBlocks(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  for (const line of lines) {
    const [, severity = "", kind = ""] = heading.exec(line) ?? [];
    const current = blocks.at(-1);
    const isStart = severity !== "" || /^(FAILURE|Projection|SUCCESS)\b/.test(line);
    if (current === undefined || isStart) {
      blocks.push({ severity, kind, text: [line] });
    } else {
      current.text.push(line);
    }
  }
  return blocks;
}

/** Sorts by severity; within one, the first block of each kind comes before the second of any. */
function sortBlocks(blocks: readonly Block[]): Block[] {
  const seen = new Map<string, number>();
  const ranked = blocks.map((block) => {
    const kind = `${block.severity} ${block.kind}`;
    const repetition = seen.get(kind) ?? 0;
    seen.set(kind, repetition + 1);
    return { block, rank: severities.indexOf(block.severity) * 1e6 + Math.min(repetition, 1e6 - 1) };
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ block }) => block);
}

function countFindings(blocks: readonly Block[]): number {
  return blocks.filter(({ severity }) => severity !== "").length;
}
