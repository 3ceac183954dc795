// Compares the working days that `tongban deadline` counts with those of a package that others make.
// Every start day of three years, every limit up to 60 days. Years that the package does not know,
// and takes for years without holidays, are left out. Nothing here knows a holiday of its own.
//
// node compare.mjs PATH-OF-TONGBAN       exit 0 agreed, 1 with the first differences, 2 usage

import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';

const FIRST = '2024-01-01';
const LAST = '2026-12-31';
const LONGEST = 60;
// So many start days also get each limit as a process of its own.
const SPREAD = 12;
const AT_ONCE = 4;
const SHOWN = 20;

// The package reads `2026-10-01` as midnight in UTC and then asks for the local day.
process.env.TZ = 'UTC';

const require = createRequire(import.meta.url);
const { isWorkday } = require('chinese-days');
const { version } = require('chinese-days/package.json');
const { holidays } = require('chinese-days/dist/chinese-days.json');

const [tongban, ...more] = process.argv.slice(2);
if (!tongban || more.length > 0) {
  console.error('usage: node compare.mjs PATH-OF-TONGBAN');
  process.exit(2);
}

const run = promisify(execFile);
const number = (count) => count.toLocaleString('en');
const yearOf = (day) => day.slice(0, 4);
const dayAfter = (day) => {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
};

const known = new Set(Object.keys(holidays).map(yearOf));

/** What the package says: the n-th is the last day of a limit of n working days, while it knows. */
function expected(start) {
  const due = [];
  for (let day = dayAfter(start); due.length < LONGEST && known.has(yearOf(day)); day = dayAfter(day)) {
    if (isWorkday(day)) due.push(day);
  }
  return due;
}

async function deadline(start, limit) {
  const { stdout } = await run(tongban, ['deadline', '--start', start, '--limit', `${limit}wd`, '--json']);
  const answer = JSON.parse(stdout);
  if (!Array.isArray(answer.counted) || answer.counted.length !== limit) {
    throw new Error(`\`counted\` should list ${limit} days: ${stdout.trim().slice(0, 200)}`);
  }
  return answer;
}

const differences = [];
function differ(start, limit, what) {
  const at = `${start} + ${String(limit).padStart(2)} working days`;
  differences.push({ at, text: `${at}: ${what}` });
}

/** Runs `work` on each item, a few at a time, and keeps what it throws as a difference. */
async function each(items, work) {
  const queue = items[Symbol.iterator]();
  const worker = async () => {
    for (const item of queue) {
      try {
        await work(item);
      } catch (error) {
        differ(item.start, item.limit, String(error.stderr || error.message || error).trim().split('\n')[0]);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

const starts = [];
for (let day = FIRST; day <= LAST; day = dayAfter(day)) starts.push(day);
for (const year of new Set(starts.map(yearOf))) {
  if (!known.has(year)) {
    console.error(`calendar: chinese-days ${version} does not know ${year}`);
    process.exit(1);
  }
}

let compared = 0;
let startsCompared = 0;
const counted = new Map();
await each(
  starts.map((start) => ({ start, limit: LONGEST })),
  async ({ start, limit }) => {
    const answer = await deadline(start, limit);
    counted.set(start, answer.counted);
    if (answer.due !== answer.counted[limit - 1]) {
      differ(start, limit, `\`due\` is ${answer.due}, but day ${limit} of \`counted\` ${answer.counted[limit - 1]}`);
    }
    const due = expected(start);
    due.forEach((day, before) => {
      if (answer.counted[before] !== day) {
        differ(start, before + 1, `tongban ${answer.counted[before]}, chinese-days ${day}`);
      }
    });
    compared += due.length;
    startsCompared += due.length > 0 ? 1 : 0;
  },
);

const spread = Array.from({ length: SPREAD }, (_, at) => starts[Math.floor((at * starts.length) / SPREAD)]);
await each(
  spread
    .filter((start) => counted.has(start))
    .flatMap((start) => Array.from({ length: LONGEST }, (_, before) => ({ start, limit: before + 1 }))),
  async ({ start, limit }) => {
    const { due } = await deadline(start, limit);
    const day = counted.get(start)[limit - 1];
    if (due !== day) differ(start, limit, `alone due on ${due}, within ${LONGEST} days on ${day}`);
  },
);

if (differences.length > 0) {
  differences.sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
  for (const { text } of differences.slice(0, SHOWN)) console.error(text);
  console.error(`calendar: ${number(differences.length)} differences from chinese-days ${version}`);
  process.exit(1);
}
const left = starts.length * LONGEST - compared;
console.log(
  `calendar: ${number(compared)} due dates of ${number(startsCompared)} start days agree with chinese-days ${version}` +
    (left > 0 ? `; ${number(left)} lie in years that it does not know` : ''),
);
