// JSON Schema judged by Ajv, and OpenAPI by a validator of its specification.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Validator } from "@seriousme/openapi-schema-validator";
import Ajv from "ajv";
import { build } from "esbuild";
import { fileURLToPath } from "node:url";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { validArguments } from "../arguments.mjs";
import { badValues } from "../../worker/support/bad_values.mjs";
import { modules } from "../modules.mjs";

const [{ schemas, functions, openApi }, values] = modules;
const standard = (name) => {
  const [domain, fn] = name.split(".");
  return schemas[domain][fn];
};

/** The bad values that JSON can carry, as it carries them. */
const carried = Object.values(badValues).flatMap((make) => {
  try {
    return [JSON.parse(JSON.stringify({ value: make() }))];
  } catch {
    return [];
  }
});

describe("JSON Schema of every function", () => {
  for (const [target, Class] of [
    ["draft-2020-12", Ajv2020.default],
    ["draft-07", Ajv.default],
  ])
    it(`${target}: Ajv accepts what the schema accepts, and what it refuses is refused`, () => {
      const ajv = new Class({ strict: true, allowUnionTypes: true, validateFormats: true });
      addFormats.default(ajv);
      let judged = 0;
      for (const [name, { arguments: list }] of Object.entries(functions)) {
        const { arguments: args, result } = standard(name);
        const input = ajv.compile(args["~standard"].jsonSchema.input({ target }));
        const output = ajv.compile(args["~standard"].jsonSchema.output({ target }));
        ajv.compile(result["~standard"].jsonSchema.output({ target }));
        for (const optional of [false, true]) {
          const valid = validArguments(list, optional);
          assert.ok(input(valid), `${name}: ${JSON.stringify(input.errors)}`);
          const { value } = args["~standard"].validate(valid);
          assert.ok(output(value), `${name}, output: ${JSON.stringify(output.errors)}`);
        }
        const valid = validArguments(list, true);
        for (const spec of list)
          for (const bad of carried) {
            const { [spec.name]: _, ...others } = valid;
            const wrong = "value" in bad ? { ...others, [spec.name]: bad.value } : others;
            judged++;
            const { issues } = args["~standard"].validate(wrong);
            // JSON Schema says less: a date that no month has, a lone surrogate, a depth. It never refuses what is accepted.
            if (!issues) assert.ok(input(wrong), `${name}, ${spec.name}: ${JSON.stringify(input.errors)}`);
          }
        assert.ok(!input({ ...valid, colour: 1 }), name);
      }
      assert.ok(judged > 10_000);
    });
  it("refuses by name what JSON cannot carry, and a target that it does not know", () => {
    const { arguments: args } = values.schemas.files.create;
    assert.throws(
      () => args["~standard"].jsonSchema.input({ target: "draft-07" }),
      /JSON Schema cannot describe a (blob|bigint)/,
    );
    assert.throws(
      () => schemas.users.get.arguments["~standard"].jsonSchema.input({ target: "draft-04" }),
      /draft-2020-12, draft-07, openapi-3.0, not for draft-04/,
    );
  });
  it("null is written as the target writes it", () => {
    const write = (target) =>
      schemas.agents.create.arguments["~standard"].jsonSchema.input({ target }).properties.description;
    assert.deepEqual(write("draft-07"), { type: ["string", "null"] });
    assert.deepEqual(write("openapi-3.0"), { type: "string", nullable: true });
  });
});

/** The document of worker/api_description.ts. */
async function exampleDocument() {
  globalThis.URLPattern ??= class {}; // Node 22 has none; the document needs no pattern
  const entry = fileURLToPath(new URL("../../../worker/api_description.ts", import.meta.url));
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    format: "esm",
    write: false,
    logLevel: "warning",
  });
  const { document } = await import(
    `data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString("base64")}`
  );
  return document();
}

describe("OpenAPI 3.1", () => {
  it("of the example Worker is valid", async () => {
    const api = await exampleDocument();
    const validator = new Validator();
    const result = await validator.validate(structuredClone(api));
    assert.deepEqual(result.errors ?? [], []);
    assert.ok(result.valid);
    assert.equal(validator.version, "3.1");
    assert.ok(Object.keys(api.paths).length > 10);
    assert.deepEqual(
      api.paths["/workspaces/{workspace_id}/agents/{id}"].patch.requestBody.content["application/json"].schema
        .properties.name,
      { type: "string", pattern: "\\S" },
    );
    assert.ok(api.components.schemas.Agent.properties.status.enum.includes("archived"));
  });
  it("refuses a route of a function or an argument that does not exist", () => {
    const info = { title: "t", version: "1" };
    assert.throws(() => openApi(info, [{ method: "GET", path: "/x", function: "no.such" }]), /GET \/x names no.such/);
    assert.throws(
      () => openApi(info, [{ method: "POST", path: "/x", function: "users.create", body: "colour" }]),
      /names colour, which is not an argument of users.create/,
    );
  });
});
