import { setFlagsFromString } from "node:v8";

/**
 * Has V8 collect garbage sooner rather than take more memory: reading the files of many clusters leaves much of it, and V8
 * would keep the room for more. With 100 clusters of 1,000 associations the process starts with 130 MB instead of 250. V8
 * reads both settings each time that it thinks of growing, so they hold from here on.
 *
 * @see https://nodejs.org/api/v8.html#v8setflagsfromstringflags
 */
export function limitHeapGrowth(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
  setFlagsFromString("--heap-growing-percent=30");
}

/**
 * Has V8 do without its compiler Maglev from now on, whose own memory isn't given back: an agent of 2,000 pods takes 97 MB
 * instead of 120, and no more CPU time, for what is really hot is TurboFan's. It is for when a program has started, which
 * Maglev makes quicker.
 */
export function disableMaglev(): void {
  setFlagsFromString("--no-maglev");
}
