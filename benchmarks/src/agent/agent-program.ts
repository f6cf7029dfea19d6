import { eksAuthProgram } from "@eks-auth/test-kit/eks-auth-command";
import { locateProgram, ProgramProcess } from "../measure/program-process.ts";
import { traceStart } from "../measure/startup.ts";

/** An agent that runs like in production. */
export interface AgentProgram {
  /** The name in `--json`. */
  readonly name: "library" | "command";
  /** The name in tables. */
  readonly title: string;
  /** Returns its file and arguments. */
  readonly listArgs: (endpoint: string) => string[];
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
      ...[eksAuthProgram, "agent", "--cluster", "my-cluster", "--listen", "127.0.0.1:0"],
      ...["--endpoint", endpoint, "--region", "us-east-1", "--log-level", "error"],
    ],
  },
];

/** The names of the times in the trace of an agent, and of the CPU time at its end. */
export const traceNames = [
  // Node.js starts the program.
  "started",
  // All modules are imported; the agent begins to listen.
  "imported",
  // The first request of a pod has arrived.
  "requested",
  // The first request to the upstream is signed and sent.
  "sent",
  // The upstream's response has arrived.
  "received",
  "cpu",
] as const;

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
 * @throws {ProgramError} if the process ends
 */
export function startAgentProgram(
  { listArgs }: AgentProgram,
  endpoint: string,
  isSigned: boolean,
): Promise<ProgramProcess> {
  return ProgramProcess.start({
    args: [...tracing, ...listArgs(endpoint), ...(isSigned ? [] : ["--no-sign-request"])],
    // The upstream does not check them.
    env: { AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE", AWS_SECRET_ACCESS_KEY: "unused" },
    readyPattern: /^listening (\S+)$/m,
  });
}
