import { execFile } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { CommandError } from "@eks-auth/codegen/terminal";
import { type Attempt, NotAvailable } from "../consumers/cell.ts";
import { playwright } from "../tools/tools.ts";
import { tryInstall } from "../tools/try-install.ts";
import { bundleProgram } from "./bundle.ts";
import { listen } from "./listening.ts";
import { engineFolder, requireCall } from "./project.ts";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/**
 * Chromium: a page of one origin calls a stub of another with the generated client.
 *
 * @param endpoint - of the stub
 */
export function makeBrowserAttempt(project: string, endpoint: string): Attempt {
  return {
    row: "Chromium",
    column: "client",
    work: async () => callFromPage(await findBrowser(), project, endpoint),
  };
}

async function callFromPage(browserPath: string, project: string, endpoint: string): Promise<void> {
  const script = await bundleProgram(join(project, engineFolder, "page.mjs"), "iife");
  await using site = await listen((request, response) => {
    const isScript = request.url === "/page.js";
    response.writeHead(200, { "content-type": isScript ? "text/javascript" : "text/html" });
    response.end(isScript ? script : '<!doctype html><title>page</title><script src="/page.js"></script>');
  });
  const { chromium } = await loadPlaywright(await tryInstall(playwright));
  // Chromium's sandbox refuses to start as root, which is who runs in many containers.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await chromium.launch({ executablePath: browserPath, args });
  try {
    const page = await browser.newPage();
    const console: string[] = [];
    page.on("console", (message) => console.push(message.text()));
    await page.goto(site.url);
    const expression = `callApi(${JSON.stringify(endpoint)})`;
    requireCall(
      await page.evaluate(expression).catch((error: Error) => {
        throw new CommandError(`the page's call failed: ${error.message}\n${console.join("\n")}`);
      }),
    );
  } finally {
    await browser.close();
  }
}

async function findBrowser(): Promise<string> {
  for (const name of process.env.CHROMIUM ? [process.env.CHROMIUM] : names) {
    const found = await promisify(execFile)("sh", ["-c", 'command -v "$1"', "sh", name]).catch(
      () => undefined,
    );
    if (found !== undefined) {
      return found.stdout.trim();
    }
  }
  throw new NotAvailable(
    "No Chromium was found on PATH. Install Debian's package `chromium`, or point CHROMIUM at one.",
  );
}

/** What of playwright-core is used. It is installed when it is needed, and so has no types here. */
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
