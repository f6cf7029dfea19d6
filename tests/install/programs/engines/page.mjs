import { call, callLight } from "./smoke.mjs";

// The script of a page, whose own code calls these functions.
globalThis.callApi = call;
globalThis.callApiLight = callLight;
