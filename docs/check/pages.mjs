// A page's code blocks: where they begin, their language, the words behind it, their text.
export function blocksOf(page, text) {
  const blocks = [];
  const lines = text.split("\n");
  for (let i = 0; i < lines.length; i++) {
    const fence = /^(\s*)```(\S*)\s*(.*)$/.exec(lines[i]);
    if (fence === null) continue;
    const start = i + 1;
    while (++i < lines.length && !/^\s*```\s*$/.test(lines[i]));
    blocks.push({
      page,
      line: start + 1,
      language: fence[2],
      words: fence[3].trim(),
      text: lines.slice(start, i).join("\n"),
    });
  }
  return blocks;
}
