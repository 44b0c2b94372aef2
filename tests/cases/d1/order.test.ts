import { testOnD1 } from "./runner.js";

await testOnD1("order");
