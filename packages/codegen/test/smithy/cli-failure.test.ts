import { expect, test } from "vitest";
import { describeFailure, quoteFindings } from "../../src/smithy/cli-failure.ts";

/** A finding as the Smithy CLI prints it. */
function finding(severity: string, id: string, number: number): string {
  return `──  ${severity}  ${"─".repeat(40)} ${id}
Shape: com.example#Thing${number}
File:  model.json:${number}:13

${number}|             {
   |             ^

Problem ${number}.

`;
}

test("a short output is quoted as it is", () => {
  const output = `${finding("WARNING", "A", 1)}${finding("ERROR", "B", 2)}\nFAILURE: Validated 2 shapes (ERROR: 1)\n`;
  expect(quoteFindings(output)).toBe(output.trim());
});

test("of a long output, 20 lines are quoted: errors first, each kind once before the next of a kind", () => {
  const warnings = Array.from({ length: 500 }, (_, index) => finding("WARNING", "W", index));
  const errors = Array.from({ length: 400 }, (_, index) => finding("ERROR", "Many", 1000 + index));
  const quoted = quoteFindings([...warnings, ...errors, finding("ERROR", "Rare", 9)].join(""));
  expect(quoted.split("\n").length).toBeLessThanOrEqual(20);
  expect(quoted).toMatch(/^── {2}ERROR .* Many\n.*\n── {2}ERROR .* Rare\n/s);
  expect(quoted).not.toContain("WARNING");
  expect(quoted).toMatch(/\n… and 89\d more findings\.$/);
});

test("a finding of a projection is quoted without the summary of the others", () => {
  const output = [
    "SUCCESS: Validated 19 shapes (WARNING: 74)",
    "Validated model, now starting projections...",
    `──  source  ${"─".repeat(40)}`,
    "Completed projection source (19): /o/source",
    "",
    `──  packages  ${"─".repeat(40)}`,
    "Failed projection packages (13): /o/packages",
    "",
    finding("packages  DANGER", "HttpMethodSemantics", 1),
    "Summary: Smithy built 1 projection(s), 4 plugin(s), and 5 artifacts",
    ...Array.from({ length: 9 }, (_, index) => finding("WARNING", "W", index)),
  ];
  expect(quoteFindings(output.join("\n"))).toMatch(/^── {2}packages {2}DANGER .* HttpMethodSemantics\n/);
});

test("a long line is cut, and Java's stack traces are left out", () => {
  const trace = Array.from(
    { length: 60 },
    (_, index) => `\tat software.amazon.Class.method(Class.java:${index})`,
  );
  const output = ["Projection client failed: CodegenException: No.", ...trace, "x".repeat(5e6)].join("\n");
  const quoted = quoteFindings(output);
  expect(quoted).toMatch(/^Projection client failed: CodegenException: No\.\nx+ …$/);
  expect(quoted.length).toBeLessThan(1000);
});

test.each([
  ["java.lang.OutOfMemoryError: Java heap space", null, "smithy_out_of_memory", "JAVA_TOOL_OPTIONS=-Xmx4g"],
  [
    "# There is insufficient memory for the Java Runtime Environment to continue.",
    "SIGABRT",
    "smithy_out_of_memory",
    "Free memory",
  ],
  ["", "SIGKILL", "smithy_killed", "was ended by the signal SIGKILL"],
  ["java.io.IOException: No space left on device", null, "smithy_disk_full", "the disk is full"],
  [
    "java.nio.file.InvalidPathException: Malformed input or input contains unmappable characters: /m/d\ufffd",
    null,
    "smithy_locale",
    "no UTF-8 locale",
  ],
  ["Failed to resolve artifacts", null, "smithy_plugins", "could not download its plugins"],
  [finding("ERROR", "Target", 1), null, "smithy_failed", "rejected the model"],
])("%s with the signal %s has a code and says what to do", (output, signal, code, text) => {
  const failure = describeFailure(output, signal);
  expect(failure.code).toBe(code);
  expect(failure.message).toContain(text);
  expect(failure.message.includes("rejected the model")).toBe(code === "smithy_failed");
});
