import { defineConfig } from "vite";

// Vite leaves packages of node_modules out of a server's bundle: nothing is to be said of squall.
export default defineConfig({ build: { ssr: "../external.js", outDir: "dist", emptyOutDir: true } });
