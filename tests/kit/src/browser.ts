import { type Browser, chromium, type Page } from "playwright-core";
import { findTool, isExecutable } from "./find-tool.ts";

export type { Page } from "playwright-core";

/** Chromium is not on PATH. */
export class BrowserUnavailableError extends Error {
  override readonly name = "BrowserUnavailableError";
  readonly code = "tool_unavailable";
}

/** How a page is shown. */
export interface PageOptions {
  /** The width of the screen in CSS pixels; 1280 by default. */
  readonly width?: number;
  /** `light` by default. */
  readonly colorScheme?: "light" | "dark";
  /** Permissions of the page's origin: `clipboard-read`. None by default. */
  readonly permissions?: readonly string[];
}

/** A page, and what went wrong in it. */
export interface OpenPage extends AsyncDisposable {
  readonly page: Page;
  /**
   * One line for each error in the console, uncaught exception, failed request and request to another origin than that of
   * the first page.
   */
  readonly problems: string[];
}

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/**
 * Finds Chromium: the environment variable CHROMIUM, or the usual names on PATH.
 *
 * @returns its absolute path
 * @throws {BrowserUnavailableError} if there is none
 */
export function findChromium(): string {
  const paths = process.env.CHROMIUM ? [process.env.CHROMIUM] : names.flatMap((name) => findTool(name) ?? []);
  const path = paths.find(isExecutable);
  if (path === undefined) {
    throw new BrowserUnavailableError(
      "No Chromium on PATH. Run tests/browser/install-tools, or set CHROMIUM to its path.",
    );
  }
  return path;
}

/** Starts Chromium without a window. Each page that it opens has its own cookies and storage. */
export class TestBrowser implements AsyncDisposable {
  readonly #browser: Browser;

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  /** @throws {BrowserUnavailableError} if there is no Chromium */
  static async start(): Promise<TestBrowser> {
    // Chromium's sandbox does not start as root, the user of many containers.
    const chromiumSandbox = process.getuid?.() !== 0;
    return new TestBrowser(await chromium.launch({ executablePath: findChromium(), chromiumSandbox }));
  }

  /**
   * Opens a page, and waits until it is loaded.
   *
   * @param url - its address; requests to other origins are problems
   */
  async open(url: string, options: PageOptions = {}): Promise<OpenPage> {
    const { width = 1280, colorScheme = "light", permissions = [] } = options;
    const context = await this.#browser.newContext({
      viewport: { width, height: 900 },
      colorScheme,
      permissions: [...permissions],
    });
    const page = await context.newPage();
    const problems = watch(page, new URL(url).origin);
    await page.goto(url, { waitUntil: "load" });
    return { page, problems, [Symbol.asyncDispose]: () => context.close() };
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#browser.close();
  }
}

function watch(page: Page, origin: string): string[] {
  const problems: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") {
      problems.push(`console: ${message.text()}`);
    }
  });
  page.on("pageerror", (error) => problems.push(`exception: ${error.message}`));
  page.on("requestfailed", (request) => {
    // A page that is left, or closes a stream of events, aborts its requests.
    if (request.failure()?.errorText !== "net::ERR_ABORTED") {
      problems.push(`request: ${request.url()}: ${request.failure()?.errorText}`);
    }
  });
  page.on("request", (request) => {
    const { protocol, origin: target } = new URL(request.url());
    if (protocol.startsWith("http") && target !== origin) {
      problems.push(`request to another origin: ${request.url()}`);
    }
  });
  return problems;
}
