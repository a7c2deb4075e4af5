// Asks the page's search: for each line of JSON {name, data, queries, words, texts} on standard input a line of answers.
// `data` is that of a page, which is indexed and asked under its `name` from then on.
import { createInterface } from "node:readline";

const [folder] = process.argv.slice(2);
const { makeEngine } = await import(`${folder}/engine.js`);
const { stem } = await import(`${folder}/stems.js`);
const { wordsOf } = await import(`${folder}/words.js`);
const pages = new Map();

function answered({ data, engine }, query) {
  try {
    const { hits, ...answer } = engine.search(query);
    return {
      ...answer,
      ids: hits.map(({ number }) => data.entries[number].id),
      scores: hits.map(({ score }) => Math.round(score * 1e3) / 1e3),
      marks: hits.map(({ marks }) => marks.sort()),
    };
  } catch (error) {
    if (error.name !== "UsageError") throw error;
    return { error: error.message };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const { name, data, queries = [], words = [], texts = [] } = JSON.parse(line);
  if (data) {
    const engine = makeEngine(data);
    while (!engine.step(10));
    pages.set(name, { data, engine });
  }
  const answers = queries.map((query) => answered(pages.get(name), query));
  process.stdout.write(`${JSON.stringify({ answers, stems: words.map(stem), words: texts.map(wordsOf) })}\n`);
}
