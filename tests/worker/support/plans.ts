// Reads the files of tests/plans: the statements of each function, and the plan of each choice of their optional pieces.
export interface Explained {
  function: string;
  sql: string;
  plan: string[];
}

/** «aText» is there when the choice holds the letter a. */
const chosenText = (marked: string, choice: string): string =>
  marked.replace(/«(.)([^»]*)»/g, (_, letter: string, text: string) =>
    choice !== "none" && choice.includes(letter) ? text : "",
  );

const planIndent = " ".repeat(8);

function readStatement(name: string, text: string[], plans: string[]): Explained[] {
  const marked = text.map((line) => line.trim()).join(" ");
  const all: Explained[] = [];
  let plan: string[] = [];
  const add = (choices: string[]) => {
    plan = []; // its lines follow
    for (const choice of choices) all.push({ function: name, sql: chosenText(marked, choice), plan });
  };
  if (plans[0]!.startsWith(planIndent)) add(["none"]);
  for (const line of plans)
    if (!line.startsWith(planIndent)) add(line.trim().slice(0, -1).split(", "));
    else if (line.trim() !== "nothing is looked up") plan.push(line.slice(planIndent.length));
  return all;
}

export function readPlans(file: string): Explained[] {
  const all: Explained[] = [];
  for (const part of file.split(/^(?=\S)/m)) {
    const [title, ...blocks] = part.trimEnd().split("\n\n");
    for (let i = 0; i < blocks.length; i += 2)
      all.push(
        ...readStatement(title!.slice(0, title!.indexOf(":")), blocks[i]!.split("\n"), blocks[i + 1]!.split("\n")),
      );
  }
  return all;
}
