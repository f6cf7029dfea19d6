import { ProgramProcess } from "../measure/program-process.ts";
import { cliProgram, locateProgram } from "../measure/programs.ts";
import { parseTrace, traceStart } from "../measure/startup.ts";

/** An agent that runs like in production. */
export interface AgentProgram {
  /** The name in `--json`. */
  readonly name: "library" | "command";
  /** The name in tables. */
  readonly title: string;
  /** Returns its file and arguments. */
  readonly listArgs: (endpoint: string) => string[];
}

/** The times of a start, in milliseconds since 1970. */
export interface AgentTrace {
  /** Node.js starts the program. */
  readonly started: number;
  /** All modules are imported; the agent begins to listen. */
  readonly imported: number;
  /** The first request of a pod has arrived. */
  readonly requested: number;
  /** The first request to the upstream is signed and sent. */
  readonly sent: number;
  /** The headers of the upstream's response have arrived. */
  readonly received: number;
  /** CPU time until the end, user and system, in microseconds. */
  readonly cpu: number;
}

/** A minimal program that uses the library, and the command. */
export const agentPrograms: readonly AgentProgram[] = [
  {
    name: "library",
    title: "@eks-auth/agent",
    listArgs: (endpoint) => [locateProgram("agent/minimal.js"), endpoint],
  },
  {
    name: "command",
    title: "eks-auth agent",
    listArgs: (endpoint) => [
      ...[cliProgram, "agent", "--cluster", "my-cluster", "--listen", "127.0.0.1:0"],
      ...["--endpoint", endpoint, "--region", "us-east-1", "--log-level", "error"],
    ],
  },
];

/** Writes when the agent listens, and the times of its first request, to the trace. */
const tracing = traceStart(`
  import { subscribe, unsubscribe } from "node:diagnostics_channel";
  const once = (channel, act) => subscribe(channel, function first(message) {
    unsubscribe(channel, first);
    act(message);
  });
  once("tracing:net.server.listen:asyncStart", () => record("imported"));
  once("tracing:net.server.listen:asyncEnd", ({ server }) => {
    write("listening", "http://127.0.0.1:" + server.address().port);
  });
  once("http.server.request.start", () => record("requested"));
  once("http.client.request.start", () => record("sent"));
  once("http.client.response.finish", () => record("received"));
`);

/**
 * Starts an agent and waits until it listens.
 *
 * @param isSigned - whether it signs its requests to the upstream
 * @throws {CommandError} if the process ends
 */
export function startAgentProgram(
  { title, listArgs }: AgentProgram,
  endpoint: string,
  isSigned: boolean,
): Promise<ProgramProcess> {
  return ProgramProcess.start({
    name: title,
    args: [...tracing, ...listArgs(endpoint), ...(isSigned ? [] : ["--no-sign-request"])],
    // The upstream does not check them.
    env: { AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE", AWS_SECRET_ACCESS_KEY: "unused" },
    readyPattern: /^listening (\S+)$/m,
  });
}

/**
 * Reads the trace of an agent that has ended.
 *
 * @throws Error if a time is missing
 */
export function parseAgentTrace(trace: string): AgentTrace {
  return parseTrace(trace, ["started", "imported", "requested", "sent", "received", "cpu"]);
}
