// Asks the page's search: {data, queries, words, texts} as JSON on standard input, their answers on standard output.
import { readFileSync } from "node:fs";

const [folder] = process.argv.slice(2);
const { makeEngine } = await import(`${folder}/engine.js`);
const { stem } = await import(`${folder}/stems.js`);
const { wordsOf } = await import(`${folder}/words.js`);
const { data, queries = [], words = [], texts = [] } = JSON.parse(readFileSync(0, "utf-8"));

const engine = makeEngine(data);
while (!engine.step(10));
const answers = queries.map((query) => {
  try {
    const { hits, ...answer } = engine.search(query);
    return {
      ...answer,
      ids: hits.map(({ number }) => data.entries[number].id),
      marks: hits.map(({ marks }) => marks.sort()),
    };
  } catch (error) {
    if (error.name !== "UsageError") throw error;
    return { error: error.message };
  }
});
process.stdout.write(JSON.stringify({ answers, stems: words.map(stem), words: texts.map(wordsOf) }));
