/**
 * Makes the options of Node.js that have a program tell the times of its start in file descriptor 3. What they cost is
 * part of what is measured, and is little: they load nothing that the program doesn't.
 *
 * @param source - watches the program, as a module in JavaScript; it calls `tell(name)` for a time that is now
 */
export function traceProgram(source: string): string[] {
  const whole = `
    import { writeSync } from "node:fs";
    const write = (name, value) => writeSync(3, name + " " + value + "\\n");
    const tell = (name) => write(name, performance.timeOrigin + performance.now());
    tell("started");
    process.on("exit", () => {
      const { user, system } = process.cpuUsage();
      write("cpu", user + system);
    });
    ${source}
  `;
  return ["--import", `data:text/javascript,${encodeURIComponent(whole)}`];
}

/**
 * Reads what a program told that has ended: times in milliseconds since 1970, and as `cpu` its CPU time, user and system,
 * in microseconds.
 *
 * @throws Error where something is missing
 */
export function readTold<Name extends string>(text: string, names: readonly Name[]): Record<Name, number> {
  const told = new Map(text.split("\n").map((line) => line.split(" ") as [string, string]));
  const read = (name: Name): number => {
    const value = Number(told.get(name));
    if (Number.isNaN(value)) {
      throw new Error(`The program didn't tell ${name}: ${text}`);
    }
    return value;
  };
  return Object.fromEntries(names.map((name) => [name, read(name)])) as Record<Name, number>;
}

/** The time that two processes agree on, in milliseconds since 1970, with fractions. */
export function readClock(): number {
  return performance.timeOrigin + performance.now();
}
