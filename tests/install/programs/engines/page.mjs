import { call } from "./smoke.mjs";

// A page's script: the page's own code calls this.
globalThis.callApi = call;
