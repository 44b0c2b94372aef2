// Copied beside the generated client, where Prisma's packages are found.
export { PrismaD1 } from "@prisma/adapter-d1";
export { PrismaClient } from "./generated/client.ts";
