/** What is wrong with a part of a value. */
export interface Issue {
  /** The keys and indexes that lead to the part; empty for the whole value. */
  readonly path: PropertyKey[];
  /** What is allowed, after "it": `must be a whole number`. */
  readonly message: string;
  /** The keys that the map at the path must not have. */
  readonly unknownKeys?: readonly string[];
  /** Whether checks of what the part belongs to are skipped, because the part does not have its type. */
  readonly skipsChecks: boolean;
}

/** What was found out about a value: the result if there are no issues. */
export type Validated<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly value?: undefined; readonly issues: readonly Issue[] };

/** A JSON schema. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/** Adds an issue. @param path - from the checked value to the part; by default the value itself */
export type AddIssue = (message: string, path?: readonly PropertyKey[]) => void;

/** What makes up a schema. */
export interface Definition {
  /** Returns the result for a value. It means nothing if issues were added. */
  readonly read: (value: unknown, issues: Issue[]) => unknown;
  /** @param annotations - the schema's own keywords, to be placed among the others */
  readonly toJson: (annotations: JsonSchema) => JsonSchema;
  /** Whether a map can be without the key. */
  readonly isOptional?: boolean;
}

/** Checks values and converts them to what code works with. It never changes. */
export class Schema<Output> {
  readonly #definition: Definition;
  readonly #annotations: JsonSchema;
  /** Only a type. */
  declare readonly output: Output;

  constructor(definition: Definition, annotations: JsonSchema = {}) {
    this.#definition = definition;
    this.#annotations = annotations;
  }

  /** Checks a value. */
  validate(value: unknown): Validated<Output> {
    const issues: Issue[] = [];
    const output = this.read(value, issues) as Output;
    return issues.length === 0 ? { value: output } : { issues };
  }

  /** Checks a part of a value. @param issues - those of the part are added, with paths from the part */
  read(value: unknown, issues: Issue[]): unknown {
    return this.#definition.read(value, issues);
  }

  /** Whether a map can be without the key. */
  get isOptional(): boolean {
    return this.#definition.isOptional ?? false;
  }

  /** Returns the JSON schema of the values that are accepted. What functions check is not in it. */
  toJson(): JsonSchema {
    return this.#definition.toJson(this.#annotations);
  }

  /** Adds keywords to the JSON schema. */
  annotate(keywords: JsonSchema): Schema<Output> {
    return new Schema(this.#definition, { ...this.#annotations, ...keywords });
  }

  /** Adds a description to the JSON schema. */
  describe(description: string): Schema<Output> {
    return this.annotate({ description });
  }

  /** Accepts a missing value. */
  optional(): Schema<Output | undefined> {
    return new Schema({
      read: (value, issues) => (value === undefined ? undefined : this.read(value, issues)),
      toJson: (annotations) => ({ ...annotations, ...this.toJson() }),
      isOptional: true,
    });
  }

  /** Accepts a missing value. @param output - the result then */
  default(output: Output): Schema<Output> {
    return new Schema({
      read: (value, issues) => (value === undefined ? output : this.read(value, issues)),
      toJson: (annotations) => ({ default: output, ...annotations, ...this.toJson() }),
      isOptional: true,
    });
  }

  /** Accepts a missing value. @param input - is checked and converted instead */
  prefault(input: unknown): Schema<Output> {
    return new Schema({
      read: (value, issues) => this.read(value === undefined ? input : value, issues),
      toJson: (annotations) => ({ ...annotations, default: input, ...this.toJson() }),
      isOptional: true,
    });
  }

  /** Adds a check that is made if all parts have their types. */
  check(find: (output: Output, addIssue: AddIssue) => void): Schema<Output> {
    return new Schema(
      {
        ...this.#definition,
        read: (value, issues) => {
          const start = issues.length;
          const output = this.read(value, issues);
          if (!skipsChecksOf(issues, start)) {
            find(output as Output, (message, path = []) => {
              issues.push({ path: [...path], message, skipsChecks: false });
            });
          }
          return output;
        },
      },
      this.#annotations,
    );
  }

  /**
   * Adds a check that is made if all parts have their types.
   *
   * @param rule - what is allowed, after "it"
   * @param path - of the part that has the issue
   */
  refine(isValid: (output: Output) => boolean, rule: string, path?: readonly PropertyKey[]): Schema<Output> {
    return this.check((output, addIssue) => {
      if (!isValid(output)) {
        addIssue(rule, path);
      }
    });
  }

  /** Converts the result, if there are no issues but unknown keys. @param convert - its result means nothing after an issue */
  transform<Result>(convert: (output: Output, addIssue: AddIssue) => Result | undefined): Schema<Result> {
    return new Schema({
      read: (value, issues) => {
        const start = issues.length;
        const output = this.read(value, issues);
        const found = issues.length > start ? issues.slice(start) : [];
        if (found.some(({ unknownKeys }) => unknownKeys === undefined)) {
          // There is no result that checks of what the value belongs to could use.
          issues.splice(start, found.length, ...found.map((issue) => ({ ...issue, skipsChecks: true })));
          return undefined;
        }
        return convert(output as Output, (message, path = []) => {
          issues.push({ path: [...path], message, skipsChecks: true });
        });
      },
      toJson: (annotations) => ({ ...annotations, ...this.toJson() }),
      isOptional: this.isOptional,
    });
  }
}

/** Adds the issue that a value does not have its type. */
export function addTypeIssue(issues: Issue[], message: string): void {
  issues.push({ path: [], message, skipsChecks: true });
}

/** Checks a part of a value under its key or index. */
export function readPart(
  schema: Schema<unknown>,
  value: unknown,
  key: PropertyKey,
  issues: Issue[],
): unknown {
  const start = issues.length;
  const output = schema.read(value, issues);
  for (let index = start; index < issues.length; index++) {
    issues[index]?.path.unshift(key);
  }
  return output;
}

/** Whether one of the issues from an index on says that checks are skipped. */
export function skipsChecksOf(issues: readonly Issue[], start: number): boolean {
  for (let index = start; index < issues.length; index++) {
    if (issues[index]?.skipsChecks) {
      return true;
    }
  }
  return false;
}
