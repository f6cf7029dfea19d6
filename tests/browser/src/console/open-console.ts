import { readFile } from "node:fs/promises";
import type { OpenPage, PageOptions, TestBrowser } from "@eks-auth/test-kit/browser";
import { startEksAuth } from "@eks-auth/test-kit/eks-auth-command";
import type { StartedProgram } from "@eks-auth/test-kit/started-program";

/** How each view is looked at: colours, and the width in CSS pixels. */
export const screens = [
  ["light", 1280],
  ["light", 380],
  ["dark", 1280],
] as const;

/** `eks-auth dev`, and the URL of its console. */
export class DevWithConsole implements AsyncDisposable {
  readonly #program: StartedProgram;
  /** The URL of the console. */
  readonly url: string;
  /** The URL of the agent. */
  readonly agentUrl: string;
  /** The file with the sample pod's token. */
  readonly tokenFile: string;

  private constructor(program: StartedProgram, output: string) {
    const find = (name: string): string =>
      new RegExp(`^ +${name} +(\\S+?),?(?: |$)`, "m").exec(output)?.[1] ?? "";
    this.#program = program;
    this.url = find("console");
    this.agentUrl = find("agent");
    this.tokenFile = find("token file");
  }

  /** @param port - of the service; by default any free ports */
  static async start(port = 0): Promise<DevWithConsole> {
    const program = startEksAuth("dev", "--port", `${port}`);
    return new DevWithConsole(program, await program.waitFor("Press Ctrl-C to stop."));
  }

  /** Opens a view of the console, and waits until it receives events. */
  async open(browser: TestBrowser, view: string, options: PageOptions = {}): Promise<OpenPage> {
    const open = await browser.open(`${this.url}/#/${view}`, options);
    await open.page.getByText("Live", { exact: true }).waitFor();
    return open;
  }

  /** Sends a request as the console's page does. */
  async send<Answer>(method: string, path: string, body: unknown = {}): Promise<Answer> {
    const response = await fetch(`${this.url}/api/${path}`, {
      method,
      headers: { origin: this.url, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!response.ok) {
      throw new Error(`${method} ${path} was answered with ${response.status}: ${await response.text()}`);
    }
    return (await response.json()) as Answer;
  }

  /** Mints a token of a pod. @returns the ID of its file */
  async mint(
    namespace: string,
    serviceAccount: string,
    podName: string,
    audience = "pods.eks.amazonaws.com",
  ): Promise<string> {
    const { id } = await this.send<{ id: string }>("POST", "tokens", {
      namespace,
      serviceAccount,
      podName,
      audience,
    });
    return id;
  }

  /** Exchanges a token. @param id - of its file; `sample` for the sample pod */
  async exchange(id: string): Promise<void> {
    await this.send("POST", `tokens/${id}/exchange`);
  }

  /** Gets credentials of the sample pod from the agent, as an AWS SDK does. */
  async fetchCredentials(): Promise<{ readonly SecretAccessKey: string; readonly Token: string }> {
    const authorization = (await readFile(this.tokenFile, "utf8")).trim();
    const response = await fetch(`${this.agentUrl}/v1/credentials`, { headers: { authorization } });
    if (!response.ok) {
      throw new Error(`The agent answered with ${response.status}: ${await response.text()}`);
    }
    return (await response.json()) as { SecretAccessKey: string; Token: string };
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#program.stop();
  }
}
