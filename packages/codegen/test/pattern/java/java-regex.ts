import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { findJava } from "../../../src/smithy/toolchain.ts";
import { ToolUnavailableError } from "../../../src/terminal/command-error.ts";

const source = fileURLToPath(new URL("JavaRegex.java", import.meta.url));

/** Java's regular expressions, in one process. */
export class JavaRegex {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;

  private constructor(process: ChildProcessWithoutNullStreams) {
    this.#process = process;
    this.#lines = createInterface(process.stdout)[Symbol.asyncIterator]();
  }

  /**
   * Starts Java. `close` ends it.
   *
   * @throws ToolUnavailableError if there is no Java, or it has no compiler
   */
  static async open(): Promise<JavaRegex> {
    const java = new JavaRegex(spawn(await findJava(), [source], { stdio: ["pipe", "pipe", "pipe"] }));
    if ((await java.find("a", ["a"])) === undefined) {
      throw new ToolUnavailableError("Java could not run a source file: install a JDK, not only a JRE.");
    }
    return java;
  }

  /**
   * Searches strings for a pattern.
   *
   * @returns one character for each string: `1` if it is found, `0` if not, `?` if Java does not know; `undefined` if Java
   *   rejects the pattern
   */
  async find(pattern: string, texts: readonly string[]): Promise<string | undefined> {
    this.#process.stdin.write(`${[pattern, ...texts].map(encode).join("\t")}\n`);
    const { done, value } = await this.#lines.next();
    return done === true || value === "rejected" ? undefined : value;
  }

  close(): void {
    this.#process.stdin.end();
  }
}

function encode(text: string): string {
  return text
    .split("")
    .map((unit) => unit.charCodeAt(0).toString(16).padStart(4, "0"))
    .join("");
}
