/** Whether loads and waits are short: unless `npm run test:kubernetes` runs everything. */
export const isShort: boolean = process.env.KUBERNETES_TESTS_FORM !== "full";
