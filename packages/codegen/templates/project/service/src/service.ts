import type { __Service__Service } from "__scope__/server";

/** Implements the operations of the model. */
export const service: __Service__Service = {
  async getGreeting({ name }) {
    return { message: `Hello, ${name}!` };
  },
};
