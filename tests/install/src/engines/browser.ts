import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { CommandError, ToolUnavailableError } from "@eks-auth/codegen/terminal";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { runProgram } from "@eks-auth/test-kit/run-program";
import type { CellCheck } from "../cells.ts";
import { installTool, playwright } from "../tools.ts";
import { bundleProgram, type EngineTarget, requireStubCall } from "./program.ts";

const browsers = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

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
  const executablePath = await findBrowser();
  const script = await bundleProgram(project, "page.mjs", "iife");
  await using site = await listenOnLoopback((request, response) => {
    const isScript = request.url === "/page.js";
    response.writeHead(200, { "content-type": isScript ? "text/javascript" : "text/html" });
    response.end(isScript ? script : '<!doctype html><title>page</title><script src="/page.js"></script>');
  });
  const { chromium } = await loadPlaywright(await installTool(playwright));
  // Chromium's sandbox does not start as root, the user of many containers.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await chromium.launch({ executablePath, args });
  try {
    const page = await browser.newPage();
    const console: string[] = [];
    page.on("console", (message) => console.push(message.text()));
    await page.goto(site.url);
    const output = await page.evaluate(`${name}(${JSON.stringify(endpoint)})`).catch((error: Error) => {
      throw new CommandError(`The call of the page failed: ${error.message}\n${console.join("\n")}`);
    });
    requireStubCall(output);
  } finally {
    await browser.close();
  }
}

async function findBrowser(): Promise<string> {
  for (const name of process.env.CHROMIUM ? [process.env.CHROMIUM] : browsers) {
    const { exitCode, stdout } = await runProgram("sh", ["-c", 'command -v "$1"', "sh", name]);
    if (exitCode === 0) {
      return stdout.trim();
    }
  }
  throw new ToolUnavailableError(
    "No Chromium on PATH. Install the Debian package `chromium`, or set CHROMIUM to its path.",
  );
}

/** The part of playwright-core that is used. It is installed at run time, so its own types are not available. */
interface Playwright {
  readonly chromium: {
    launch(options: { executablePath: string; args: readonly string[] }): Promise<{
      newPage(): Promise<Page>;
      close(): Promise<void>;
    }>;
  };
}

interface Page {
  on(event: "console", listener: (message: { text(): string }) => void): void;
  goto(url: string): Promise<unknown>;
  evaluate(expression: string): Promise<string>;
}

function loadPlaywright(directory: string): Promise<Playwright> {
  return import(pathToFileURL(join(directory, "index.mjs")).href);
}
