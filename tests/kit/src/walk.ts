import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./repository.ts";
import { readSnippets, type Snippet } from "./snippets.ts";

/** What a new reader follows. */
export interface WalkDefinition {
  /** The reader: `client author`. */
  readonly name: string;
  /** The page, from the root of the repository. */
  readonly page: string;
  /** The heading below which the page says how long the commands take. */
  readonly start: string;
  /** The headings whose commands are followed. */
  readonly headings: readonly string[];
}

/** What a walk took. */
export interface WalkResult {
  readonly name: string;
  readonly steps: number;
  readonly seconds: number;
}

/** The page does not lead the reader to the end. */
export class WalkError extends Error {
  override readonly name = "WalkError";
  readonly code: "step_missing" | "step_left_out" | "output_unexpected";

  constructor(code: WalkError["code"], message: string) {
    super(message);
    this.code = code;
  }
}

/** The folder of the results of walks. */
export const walkResults: string = join(root, "build/walks");

/** Languages of snippets that show an output. */
const outputLanguages = ["", "json", "text"];

/**
 * Follows the commands and programs of a page in their order, as a reader does who copies them, and measures how long they
 * take.
 */
export class Walk {
  readonly #definition: WalkDefinition;
  readonly #steps: readonly Snippet[];
  /** Steps of this time, and of earlier times, through the page. */
  #count = 0;
  #earlier = 0;
  #milliseconds = 0;

  constructor(definition: WalkDefinition) {
    this.#definition = definition;
    this.#steps = readSnippets(definition.page).filter(
      ({ heading, language }) => definition.headings.includes(heading) && !outputLanguages.includes(language),
    );
  }

  /**
   * Takes the next step of the page.
   *
   * @param heading - that it is below
   * @param language - of the snippet: `sh`
   * @param run - does it, and returns what the reader sees
   * @param seen - must be in that
   * @returns what `run` returns
   * @throws {WalkError} if the page has another step here, or the output lacks `seen`
   */
  async step(
    heading: string,
    language: string,
    run: (code: string) => Promise<string>,
    seen: string | RegExp = "",
  ): Promise<string> {
    const next = this.#take(heading, language);
    const output = await this.measure(() => run(next.code));
    if (!(typeof seen === "string" ? output.includes(seen) : seen.test(output))) {
      throw new WalkError(
        "output_unexpected",
        `${this.#definition.page}, line ${next.line}: the output lacks ${seen}.\n${next.code}\n${output}`,
      );
    }
    return output;
  }

  /**
   * Leaves out the next step, which the page says is not possible yet.
   *
   * @throws {WalkError} if the page has another step here
   */
  skip(heading: string, language: string): void {
    this.#take(heading, language);
  }

  /** Measures what the reader does besides the steps of the page, such as a command that a program printed. */
  async measure<T>(work: () => Promise<T>): Promise<T> {
    const start = performance.now();
    try {
      return await work();
    } finally {
      this.#milliseconds += performance.now() - start;
    }
  }

  /** Counts time that was measured elsewhere: of an installation that several walks share. */
  addTime(milliseconds: number): void {
    this.#milliseconds += milliseconds;
  }

  /**
   * Starts at the first step again.
   *
   * @throws {WalkError} if the page has more steps
   */
  again(): void {
    this.#requireEnd();
    this.#earlier += this.#count;
    this.#count = 0;
  }

  /**
   * Ends the walk, and saves its result in {@link walkResults}.
   *
   * @throws {WalkError} if the page has more steps
   */
  async finish(): Promise<void> {
    this.#requireEnd();
    const { name } = this.#definition;
    const result: WalkResult = {
      name,
      steps: this.#earlier + this.#count,
      seconds: this.#milliseconds / 1_000,
    };
    await mkdir(walkResults, { recursive: true });
    await writeFile(join(walkResults, `${name.replaceAll(" ", "-")}.json`), JSON.stringify(result));
  }

  #take(heading: string, language: string): Snippet {
    const { page } = this.#definition;
    const next = this.#steps[this.#count];
    if (next === undefined || next.heading !== heading || next.language !== language) {
      const found = next === undefined ? "no more steps" : `line ${next.line}: ${JSON.stringify(next.code)}`;
      throw new WalkError(
        "step_missing",
        `${page} has no ${language} below "${heading}" here, but ${found}.`,
      );
    }
    this.#count += 1;
    return next;
  }

  #requireEnd(): void {
    const { page } = this.#definition;
    const left = this.#steps[this.#count];
    if (left !== undefined) {
      throw new WalkError(
        "step_left_out",
        `${page}, line ${left.line}: no one followed ${JSON.stringify(left.code)}.`,
      );
    }
  }
}
