import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { describe, expect, test } from "vitest";
import { CodedError } from "../../src/errors/coded-error.ts";

/** Declares the same classes again, as a second copy of a package does. */
function loadCopy() {
  class BaseError extends CodedError {
    static override readonly brand: string = "test/BaseError";
    readonly code: string = "base";
  }
  class SubError extends BaseError {
    static override readonly brand: string = "test/SubError";
    override readonly code = "sub";
  }
  class UnbrandedError extends BaseError {}
  return { BaseError, SubError, UnbrandedError };
}

describe("instanceof", () => {
  const here = loadCopy();
  const other = loadCopy();

  test("recognises an instance that another copy made", () => {
    expect(new other.SubError()).toBeInstanceOf(here.SubError);
    expect(new other.SubError()).toBeInstanceOf(here.BaseError);
    expect(new other.SubError()).toBeInstanceOf(CodedError);
    expect(new other.UnbrandedError()).toBeInstanceOf(here.BaseError);
  });

  test("does not take an instance of the base class for one of its subclasses", () => {
    expect(new here.BaseError()).not.toBeInstanceOf(here.SubError);
    expect(new other.BaseError()).not.toBeInstanceOf(here.SubError);
  });

  test("compares a class without a brand by identity", () => {
    expect(new here.UnbrandedError()).toBeInstanceOf(here.UnbrandedError);
    expect(new other.UnbrandedError()).not.toBeInstanceOf(here.UnbrandedError);
    expect(new here.BaseError()).not.toBeInstanceOf(here.UnbrandedError);
  });

  test.each([undefined, null, "text", 1, {}, Object.create(null), new Error("plain"), { constructor: 1 }])(
    "is false for %j",
    (value) => {
      expect(value instanceof CodedError).toBe(false);
      expect(value instanceof here.SubError).toBe(false);
    },
  );
});

describe("a bundle", () => {
  const entry = "entry.ts";
  const runtime = fileURLToPath(new URL("../../src/index.ts", import.meta.url));

  async function bundle(code: string): Promise<string> {
    const build = await rolldown({
      input: entry,
      plugins: [
        {
          name: "entry",
          resolveId: (id) => (id === entry ? id : undefined),
          load: (id) => (id === entry ? code : undefined),
        },
      ],
    });
    const { output } = await build.generate();
    return output[0].code;
  }

  test("has only the error classes that it uses, with their base classes", async () => {
    const code = await bundle(`export { UnknownOperationException } from ${JSON.stringify(runtime)};`);
    const brands = code.matchAll(
      /static brand = ["`](?:@eks-auth\/server-runtime|\$\{packageName\})\/(\w+)["`]/g,
    );
    expect(Array.from(brands, ([, name]) => name)).toEqual([
      "CodedError",
      "ProtocolError",
      "UnknownOperationException",
    ]);
  });

  test("has no error class if it uses none", async () => {
    expect(await bundle(`export { joinHeader } from ${JSON.stringify(runtime)};`)).not.toContain("class");
  });
});
