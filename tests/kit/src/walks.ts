import type { WalkDefinition } from "./walk.ts";

type WalkName =
  | "newcomer"
  | "appDeveloper"
  | "operator"
  | "clusterOwner"
  | "onCall"
  | "stubImplementer"
  | "modelOwner"
  | "clientAuthor";

/** What each kind of new reader follows. */
export const walks: Readonly<Record<WalkName, WalkDefinition>> = {
  newcomer: {
    name: "newcomer",
    page: "README.md",
    start: "Try it",
    headings: ["Try it"],
  },
  appDeveloper: {
    name: "app developer",
    page: "docs/start/app-developer.md",
    start: "First result",
    headings: ["First result", "A program that runs long", "A test"],
  },
  operator: {
    name: "operator",
    page: "docs/operating.md",
    start: "Ten minutes",
    headings: ["On the server", "On the node"],
  },
  clusterOwner: {
    name: "cluster owner",
    page: "docs/kubernetes.md",
    start: "Install",
    headings: ["Install", "Allow roles in a namespace", "Give a service account a role", "Start a pod"],
  },
  onCall: {
    name: "on call",
    page: "docs/operating.md",
    start: "On call",
    headings: ["On call"],
  },
  stubImplementer: {
    name: "stub implementer",
    page: "packages/server/README.md",
    start: "Install",
    headings: ["Install", "Example"],
  },
  modelOwner: {
    name: "model owner",
    page: "docs/start/model-owner.md",
    start: "First result",
    headings: ["First result"],
  },
  clientAuthor: {
    name: "client author",
    page: "docs/start/integrator.md",
    start: "First result",
    headings: ["First result"],
  },
};
