import { call } from "./smoke.mjs";

// The script of a page, whose own code calls this function.
globalThis.callApi = call;
