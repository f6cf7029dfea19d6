import { type BundleSize, measureBundle } from "../../measure/bundle-size.ts";
import type { Subject } from "../subject.ts";

/** Bundles the least program that serves a subject: its module, and an implementation that does nothing. */
export function measureSubjectBundle(subject: Subject): Promise<BundleSize> {
  return measureBundle(`
    import { createServer } from ${JSON.stringify(subject.file)};
    const server = await createServer(async () => { throw new Error("Not implemented"); });
    server.listen(8080);
  `);
}
