// A reporter of node --test: a line of JSON a case, { name, passed }, of the tests called "domain.function: sentence".
export default async function* report(events) {
  for await (const { type, data } of events) {
    const name = /^(\w+\.\w+): /.exec(data?.name ?? "")?.[1];
    if (name && (type === "test:pass" || type === "test:fail"))
      yield `${JSON.stringify({ name, passed: type === "test:pass" && data.skip === undefined && data.todo === undefined })}\n`;
  }
}
