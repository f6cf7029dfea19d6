import { installBoto } from "../tools/boto.ts";
import { installMoto } from "../tools/moto.ts";

/** Installs what several files use before they start: otherwise each of them would install it, all at the same time. */
export default async function prepare(): Promise<void> {
  // The tests that need Python say if it is missing.
  await Promise.allSettled([installBoto(), installMoto()]);
}
