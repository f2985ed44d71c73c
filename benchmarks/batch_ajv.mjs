// One round of ajv over a file of records: microseconds of CPU for each, how many it refuses, and set-up.
// node benchmarks/batch_ajv.mjs SCHEMA.json RECORDS.jsonl   (needs: npm install ajv, in a folder that NODE_PATH names)
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(`${process.env.NODE_PATH}/`);
const Ajv = require("ajv");
const [schema, records] = process.argv.slice(2);
const lines = readFileSync(records, "utf8").split("\n").filter(Boolean);
const before = process.cpuUsage();
// allErrors names every fault; long lists of choices are looked up, not compared one by one.
const validate = new Ajv({ allErrors: true, loopEnum: 1000, strict: false }).compile(JSON.parse(readFileSync(schema)));
const setup = process.cpuUsage(before);
const verdicts = [];
const start = process.cpuUsage();
for (const line of lines) {
  let valid = false;
  try {
    valid = validate(JSON.parse(line));
  } catch {
    valid = false;
  }
  verdicts.push(valid ? 1 : 0);
}
const took = process.cpuUsage(start);
const micro = (usage) => usage.user + usage.system;
console.log(JSON.stringify({ each: micro(took) / lines.length, setup: micro(setup) / 1000, verdicts: verdicts.join("") }));
