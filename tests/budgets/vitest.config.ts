// ./dev budgets: the rows that every function reads at growing sizes, in workerd.
import { mergeConfig } from "vitest/config";
import worker from "../worker/vitest.config.js";

const config = mergeConfig(worker, { test: { testTimeout: 1_800_000, hookTimeout: 1_800_000 } });
const sizes = process.env.BUDGET_SIZES ?? "1000,10000,100000";
config.define = { BUDGET_SIZES: JSON.stringify(sizes.split(",").map(Number)) };
config.test.include = ["tests/budgets/*.test.ts"];
export default config;
