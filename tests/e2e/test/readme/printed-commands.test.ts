import { expect, it } from "vitest";
import { findPrintedCommands } from "../../src/walks/printed-commands.ts";

const output = `It runs. To use it, run this in another shell:

  export A=1
  aws eks list \\
    --name x

or this:

  npm start`;

it("finds the indented lines after a line, without the indentation", () => {
  expect(findPrintedCommands(output, "To use it")).toBe("export A=1\naws eks list \\\n  --name x");
});

it("finds the last lines", () => {
  expect(findPrintedCommands(output, "or this")).toBe("npm start");
});

it("finds nothing after a line that is not there", () => {
  expect(findPrintedCommands(output, "Elsewhere")).toBe("");
});
