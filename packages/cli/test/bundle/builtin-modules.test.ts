import { expect, test } from "vitest";
import { replaceBuiltinImports } from "../../bundle/builtin-modules.ts";

const load = (id: string): string => `globalThis.process.getBuiltinModule("${id}")`;

test.each([
  ['import http from "node:http";', `const http = ${load("node:http")};`],
  ['import * as http from "http";', `const http = ${load("http")};`],
  [
    'import { Agent, request as request$1 } from "node:http";',
    `const { Agent, request: request$1 } = ${load("node:http")};`,
  ],
  [
    'import process$1, { env } from "node:process";',
    `const process$1 = ${load("node:process")}, { env } = ${load("node:process")};`,
  ],
  [
    'import { constants, open, stat as stat$1 } from "node:fs/promises";',
    `const { constants } = ${load("node:fs/promises")}, open = (...args) => ${load("node:fs/promises")}.open(...args), stat$1 = (...args) => ${load("node:fs/promises")}.stat(...args);`,
  ],
  ['import { Agent } from "node:https";', `const { Agent } = ${load("node:https")};`],
  ['import fs from "node:fs/promises";', `const fs = ${load("node:fs/promises")};`],
  ['import "node:http";', ""],
  [
    'const { Agent } = await import("node:http");',
    `const { Agent } = await Promise.resolve(${load("node:http")});`,
  ],
])("%s becomes a call", (line, expected) => {
  expect(replaceBuiltinImports(`a;\n${line}\nb;`)).toBe(`a;\n${expected}\nb;`);
});

test.each([
  'import { x } from "./zod.js";',
  'import { x } from "zod";',
  'const text = `\n  import http from "node:http";`;',
  'const x = await import("./zod.js");',
])("%s stays", (code) => {
  expect(replaceBuiltinImports(code)).toBe(code);
});
