import { fileURLToPath } from "node:url";
import type { Subject } from "./subject.ts";

/** The subject that the agent is compared to: an answer of the same bytes, and nothing else. */
export const baseline: Subject = {
  name: "bare-node",
  title: "bare node:http",
  file: locate("bare-node.ts"),
  listArgs: ({ expiresAt }) => [String(expiresAt)],
  readsTokens: false,
};

/** What it is all about. */
export const agent: Subject = {
  name: "agent",
  title: "@eks-auth/agent",
  file: locate("agent.ts"),
  listArgs: ({ endpoint }) => [endpoint],
  readsTokens: true,
};

/** Both servers, as tables have them. */
export const subjects: readonly Subject[] = [baseline, agent];

function locate(file: string): string {
  return fileURLToPath(new URL(`./subjects/${file}`, import.meta.url));
}
