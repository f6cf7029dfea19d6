import { fileURLToPath } from "node:url";
import type { Subject } from "./subject.ts";

/** The subject that the others are compared to: what no service can do without, and nothing else. */
export const baseline: Subject = {
  name: "stub-verifying",
  title: "stub + signature",
  file: locate("stub-verifying.ts"),
  verifies: true,
};

/** All servers that are measured side by side, as tables have them. */
export const subjects: readonly Subject[] = [
  { name: "stub", title: "stub alone", file: locate("stub.ts"), verifies: false },
  baseline,
  { name: "service", title: "service", file: locate("service.ts"), verifies: true },
  {
    name: "service-embedded",
    title: "service, embedded issuer",
    file: locate("service-embedded.ts"),
    verifies: true,
  },
];

function locate(file: string): string {
  return fileURLToPath(new URL(`./subjects/${file}`, import.meta.url));
}
