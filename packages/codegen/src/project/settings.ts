import { CommandError } from "../terminal/command-error.ts";

/** What to do with a pattern that can't be checked in linear time. */
export const patternModes = ["reject", "skip"] as const;

export type PatternMode = (typeof patternModes)[number];

/** The content of a codegen.json. */
export interface ProjectSettings {
  /** The path of the model's folder, from the project's folder: `model`. */
  readonly model: string;
  /** The path of the folder with the packages, from the project's folder: `packages`. */
  readonly packages: string;
  /** The npm scope of the packages, `@acme`. */
  readonly scope: string;
  /** What the packages' names begin with after the scope, `shop-`; or empty. Their folders' names don't have it. */
  readonly prefix: string;
  /** The service's shape ID, `com.acme.library#Library`; needed if the model has more than one. */
  readonly service: string | undefined;
  /** Whether a pattern that can't be checked is an error, or is skipped. */
  readonly patterns: PatternMode;
  /** Whether an OpenAPI document, and the types of its JSON, are generated. */
  readonly openapi: boolean;
  /** Whether the two clients are generated. */
  readonly clients: boolean;
  /** The path of the folder for pages about the model, from the project's folder: `docs/model`. Without it there are none. */
  readonly docs: string | undefined;
}

/** A check of a setting, and what it must be. */
interface Rule {
  readonly test: (value: unknown) => boolean;
  readonly expected: string;
}

const path: Rule = { test: isRelativePath, expected: "a path from its folder, such as model" };

const flag: Rule = { test: (value) => typeof value === "boolean", expected: "true or false" };

const rules: Readonly<Record<keyof ProjectSettings, Rule>> = {
  model: path,
  packages: path,
  scope: {
    test: (value) => typeof value === "string" && isScope(value),
    expected: "an npm scope such as @acme, in lower case",
  },
  prefix: {
    test: (value) => typeof value === "string" && isPrefix(value),
    expected: "the start of names of packages, such as shop-, in lower case",
  },
  service: {
    test: (value) => value === undefined || (typeof value === "string" && isShapeId(value)),
    expected: "a shape ID such as com.acme.library#Library",
  },
  patterns: {
    test: (value) => patternModes.some((mode) => mode === value),
    expected: patternModes.map((mode) => `"${mode}"`).join(" or "),
  },
  openapi: flag,
  clients: flag,
  docs: {
    test: (value) => value === undefined || isRelativePath(value),
    expected: "a path from its folder, such as docs/model",
  },
};

/** The settings that can be absent. */
const defaults = {
  model: "model",
  packages: "packages",
  prefix: "",
  patterns: "reject",
  openapi: true,
  clients: true,
} as const;

/**
 * Parses a codegen.json.
 *
 * @param file - its path, for error messages
 * @throws CommandError if it is not valid: it lists all problems
 */
export function parseSettings(text: string, file: string): ProjectSettings {
  const { $schema: _, ...given } = parseObject(text, file);
  const settings: Readonly<Record<string, unknown>> = { ...defaults, ...given };
  const unknown = Object.keys(given).filter((name) => !(name in rules));
  const problems = [
    ...unknown.map((name) => `there is no setting ${name}`),
    ...Object.entries(rules)
      .filter(([name, { test }]) => !test(settings[name]))
      .map(([name, { expected }]) => `${name} must be ${expected}`),
  ];
  if (problems.length > 0) {
    throw new CommandError(`${file} is not valid: ${problems.join("; ")}.`);
  }
  return settings as unknown as ProjectSettings;
}

/** Formats settings as a codegen.json: always in the same order, with the defaults. */
export function formatSettings(settings: ProjectSettings): string {
  return `${JSON.stringify(settings, Object.keys(rules), 2)}\n`;
}

function parseObject(text: string, file: string): Readonly<Record<string, unknown>> {
  try {
    const content: unknown = JSON.parse(text);
    if (content !== null && typeof content === "object" && !Array.isArray(content)) {
      return content as Readonly<Record<string, unknown>>;
    }
  } catch (error) {
    throw new CommandError(`${file} is not valid JSON: ${(error as Error).message}. Fix it.`);
  }
  throw new CommandError(`${file} is not valid: it must be a JSON object.`);
}

function isRelativePath(value: unknown): boolean {
  return typeof value === "string" && value !== "" && !value.startsWith("/");
}

/** Whether a text is an npm scope: `@acme`. */
export function isScope(text: string): boolean {
  return /^@[a-z0-9][a-z0-9._-]*$/.test(text);
}

/** Whether a text can be before the name of a package: `shop-`. It can be empty. */
export function isPrefix(text: string): boolean {
  return /^([a-z0-9][a-z0-9._-]*)?$/.test(text);
}

/** Whether a text is the absolute ID of a shape: `com.acme.library#Library`. */
export function isShapeId(text: string): boolean {
  return /^[\w.]+#\w+$/.test(text);
}
