import { CommandError } from "@eks-auth/codegen/terminal";
import { TestBrowser } from "@eks-auth/test-kit/browser";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import type { CellCheck } from "../cells.ts";
import { bundleProgram, type EngineTarget, requireStubCall } from "./program.ts";

/** The checks of Chromium: a page of one origin calls the stub of another with each generated client. */
export const browserChecks: readonly CellCheck<EngineTarget>[] = [
  { table: "engines", row: "Chromium", column: "client", run: (target) => callFromPage("callApi", target) },
  {
    table: "engines",
    row: "Chromium",
    column: "light client",
    run: (target) => callFromPage("callApiLight", target),
  },
];

/** @param name - the page's function that calls the API */
async function callFromPage(name: string, { project, endpoint }: EngineTarget): Promise<void> {
  await using browser = await TestBrowser.start();
  const script = await bundleProgram(project, "page.mjs", "iife");
  await using site = await listenOnLoopback((request, response) => {
    const isScript = request.url === "/page.js";
    response.writeHead(200, { "content-type": isScript ? "text/javascript" : "text/html" });
    response.end(isScript ? script : '<!doctype html><title>page</title><script src="/page.js"></script>');
  });
  await using open = await browser.open(site.url);
  const output = await open.page
    .evaluate<string>(`${name}(${JSON.stringify(endpoint)})`)
    .catch((error: Error) => {
      throw new CommandError(`The call of the page failed: ${error.message}\n${open.problems.join("\n")}`);
    });
  requireStubCall(output);
}
