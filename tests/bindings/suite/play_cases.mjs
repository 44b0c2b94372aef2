// Plays the cases of a domain on a runner, and keeps what each call was answered.

/** The cases of a domain as a flat list: the function, and what its case says. */
export const casesOf = ({ name, cases }) =>
  Object.entries(cases).flatMap(([fn, all]) => all.map((one) => ({ fn: `${name}.${fn}`, one })));

/** For a domain's place in allParts: of each case the answers to its calls, and what is wrong with them. */
export function player(runner, { allParts, play, Seeded, seedStatements }) {
  let answers;
  const listening = {
    async call(name, args) {
      const answer = await runner.call(name, args);
      answers.push(answer);
      return answer;
    },
    dump: (table) => runner.dump(table),
    execute: (statements) => runner.execute(statements),
    changes: () => runner.changes(),
  };
  const seeded = new Seeded(listening, seedStatements);
  return async (place) => {
    const domain = allParts[place];
    const played = [];
    for (const { fn, one } of casesOf(domain)) {
      answers = [];
      await seeded.restore();
      const problems = await play(listening, fn, one, domain.tables);
      played.push({ answers, problems });
    }
    return played;
  };
}
