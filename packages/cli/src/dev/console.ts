import { dirname } from "node:path";
import type { DevState } from "../console/api-types.ts";
import { createConsole } from "../console/console-listener.ts";
import { ExchangeRecorder } from "../console/exchange-recorder.ts";
import { readStaticFiles } from "../console/static-files.ts";
import { printEvent } from "../core/output.ts";
import { type StartedServer, startHttpServer } from "../http/http-server.ts";
import { createDevApi } from "./console-api.ts";
import { type PodTokenFile, TokenFiles } from "./console-token-files.ts";
import type { DevEnvironment } from "./environment.ts";
import { EventPrinter } from "./event-printer.ts";
import type { DevObserver } from "./observer.ts";
import { devCluster, samplePod } from "./sample.ts";
import { formatShellLines } from "./variables.ts";

/** The most exchanges that are recorded in a second. */
const maxPerSecond = 100;

/** The audience that a token must have. */
const podAudience = "pods.eks.amazonaws.com";

const { printConsoleError } = new EventPrinter(printEvent);

/** The console of a development environment. */
export class DevConsole {
  readonly #recorder = new ExchangeRecorder({ maxPerSecond, onError: printConsoleError });
  #onAssociations = (): void => {};

  /** What the environment must be started with. */
  readonly observer: DevObserver = {
    onExchange: this.#recorder.onExchange,
    onFault: ({ kind, requestId }) => this.#recorder.noteFault(kind, requestId),
    onAssociations: () => this.#onAssociations(),
  };

  /**
   * Serves the console on 127.0.0.1.
   *
   * @param port - 0 for any free one
   * @param environment - was started with the observer
   * @throws CommandError if it can't listen on the port
   */
  async start(port: number, environment: DevEnvironment): Promise<StartedServer> {
    const { associationFile, cluster, editor, endpoint, faults } = environment;
    const tokenFiles = new TokenFiles(cluster, dirname(associationFile));
    const answer = createDevApi({
      endpoint,
      editor,
      faults,
      tokenFiles,
      sample: describeSample(environment),
      formatExports: (tokenFile) => formatShellLines({ ...environment, tokenFile }).join("\n"),
      onChange: (changed) => console.send(changed, changed === "faults" ? faults.get() : {}),
      onError: printConsoleError,
    });
    const console = createConsole({
      files: await readStaticFiles(),
      recorder: this.#recorder,
      basePath: "/",
      dev: { getState: () => describeState(environment), answer },
    });
    this.#onAssociations = () => console.send("associations", {});
    const server = await startHttpServer({ host: "127.0.0.1", port }, console.listener);
    return {
      url: server.url,
      async stop(graceMs) {
        console.close();
        await tokenFiles.close();
        return server.stop(graceMs);
      },
    };
  }
}

function describeSample({ tokenFile }: DevEnvironment): PodTokenFile {
  const { namespace, serviceAccount, pod } = samplePod;
  return {
    id: "sample",
    namespace,
    serviceAccount,
    podName: pod.name,
    audience: podAudience,
    path: tokenFile,
  };
}

function describeState({ endpoint, agentUrl, faults }: DevEnvironment): DevState {
  const { name: cluster, region, accountId } = devCluster;
  return { cluster, region, accountId, endpoint, agentUrl, faults: faults.get() };
}
