import { fileURLToPath } from "node:url";
import { readOutput } from "@eks-auth/test-kit/run-program";
import { expect, test } from "vitest";

test("node:http2 is not loaded for those who don't use it", async () => {
  const listener = fileURLToPath(new URL("../../src/node/listener.ts", import.meta.url));
  const program = `
    await import(${JSON.stringify(listener)});
    const before = process.moduleLoadList.filter((name) => name.includes("http2")).length;
    process.getBuiltinModule("node:http2");
    const after = process.moduleLoadList.filter((name) => name.includes("http2")).length;
    console.log(before, after > 0);
  `;
  const output = await readOutput(process.execPath, [
    "--no-warnings",
    "--input-type=module",
    "--eval",
    program,
  ]);
  expect(output.trim()).toBe("0 true");
});
