// The interfaces of https://standardschema.dev: a validator, and the JSON Schema of what it takes and returns.

export interface Issue {
  readonly message: string;
  readonly path: readonly PropertyKey[];
}
export type Validated<Output> =
  { readonly value: Output; readonly issues?: undefined } | { readonly issues: readonly Issue[] };

export type JsonSchema = Record<string, unknown>;
export interface JsonSchemaOptions {
  /** draft-2020-12, draft-07 or openapi-3.0. */
  readonly target: "draft-2020-12" | "draft-07" | "openapi-3.0" | ({} & string);
  readonly libraryOptions?: Record<string, unknown> | undefined;
}

/** A Standard Schema that is also a Standard JSON Schema. */
export interface StandardSchema<Input, Output = Input> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: "squall";
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
    readonly validate: (value: unknown, options?: unknown) => Validated<Output>;
    readonly jsonSchema: {
      readonly input: (options: JsonSchemaOptions) => JsonSchema;
      readonly output: (options: JsonSchemaOptions) => JsonSchema;
    };
  };
}
