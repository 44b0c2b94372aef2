import { sveltekit } from "@sveltejs/kit/vite";
import { defineConfig } from "vite";

// wrangler resolves the package when it bundles the Worker: it knows how to import a .wasm, which Vite does not.
export default defineConfig({ plugins: [sveltekit()], ssr: { external: ["squall"] } });
