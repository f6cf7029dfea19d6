/** The `NODE_OPTIONS` of a process whose timers and time limits run a hundred times slower. */
export const slowTime: string = `--import=${new URL("slow-time.ts", import.meta.url)}`;
