// squall bundle, in its two forms.
const usage = `usage: squall bundle GENERATED_FOLDER MODULE.wasm OUT [MIGRATIONS]   assemble a project's dist/
       squall bundle --domains DOMAIN,… OUT          write the package's client with only these domains`;

/** Runs the command with its arguments; ends the process when it fails. */
export async function bundle(args) {
  const isWhole = args[0] !== "--domains";
  if (
    (args.length !== 3 && !(isWhole && args.length === 4)) ||
    args.slice(args[0] === "--domains" ? 1 : 0).some((one) => one.startsWith("-"))
  ) {
    console.error(usage);
    process.exit(2);
  }
  try {
    if (args[0] === "--domains") {
      const { bundleDomains } = await import("./bundle_domains.mjs");
      for (const line of await bundleDomains(args[1].split(",").filter(Boolean), args[2])) console.log(line);
    } else {
      process.argv = [...process.argv.slice(0, 2), ...args];
      await import("./build.mjs");
    }
  } catch (error) {
    console.error(`squall: ${error.message}`);
    process.exit(1);
  }
}
