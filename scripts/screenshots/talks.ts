/** What is said in the pictures. */

import type { Line } from "./people.ts";

export const TEA: readonly Line[] = [
  ["Amir", 1_130, "Last one to leave closes the gate, please."],
  ["Róża", 1_128, "Closed. The kettle is off, too."],
  ["Róża", 132, "Good morning! Is the gate open?"],
  ["Amir", 130, "Since six. Nobody has been lost so far."],
  ["Amir", 130, "The plan for today: https://example.org/plan/november"],
  ["Noor", 118, "I have read it twice and I like the second half better every time."],
  ["Róża", 41, "I came through the tunnel.\nWrote two messages in there, and both arrived."],
  ["Amir", 40, "In the right order, too."],
  ["Sara", 12, "Then tea for everybody at eleven? I’ll bring the good cups. Who brings biscuits?"],
  ["Noor", 11, "🫖🍪"],
  ["Noor", 11, "Biscuits are mine."],
  [
    "Amir",
    4,
    "Eleven it is. If you haven’t seen the new room yet, come early: it is up the stairs, past the clock, second door on the left.",
  ],
  ["Sara", 2, "See you there."],
];

/** Who is there in most of the pictures. */
export const HERE: readonly string[] = ["Amir", "Noor", "Sara", "Benedikt"];

const NIGHT_TEXTS = [
  "Gate 3 is quiet.",
  "Same here.",
  "A fox walked past and did not show its pass.",
  "Let it through.",
  "Two trucks at gate 1. Their papers are in order, so I let them in and wrote down the time: it is the same firm as on Tuesday, by the way.",
  "Noted.",
  "The lamp over gate 2 flickers again.",
  "I have a spare one.",
];
const NIGHT_PEOPLE = ["Amir", "Noor", "Sara", "Benedikt", "Róża"];

/** Hundreds of messages. */
export const NIGHT: readonly Line[] = Array.from({ length: 320 }, (_, i) => [
  NIGHT_PEOPLE[Math.floor((i * i) / 7) % NIGHT_PEOPLE.length] ?? "",
  Math.round((320 - i) * 2.1),
  NIGHT_TEXTS[(i * 5) % NIGHT_TEXTS.length] ?? "",
]);

export const LONG: readonly Line[] = [
  ["Wolfeschlegelsteinhausenbergerdo", 9, "My name is as long as names may be."],
  ["Amir", 8, "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"],
  ["Amir", 8, `https://example.org/${"a-path-that-goes-on-and-on/".repeat(5)}?and=then&some=more`],
  ["WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW", 6, "x".repeat(240)],
  ["Noor", 5, "One line.\n\n  And one that is indented, after an empty one:\n\tgate.open();"],
  ["Noor", 4, "👍"],
  ["Sara", 3, "🎉🎊🥳"],
  ["Róża", 2, "Z͑ͫ̓a͌̾l̎ͦg̃̋o̽ͩ stays in its line, more or less."],
];

export const RIGHT_TO_LEFT: readonly Line[] = [
  ["محمد", 61, "السلام عليكم! هل البوابة مفتوحة؟"],
  ["שרה", 58, "שלום לכולם. כן, מהבוקר."],
  ["محمد", 57, "شكراً. الخطة هنا: https://example.org/plan"],
  ["Róża", 20, "Good morning! I read from the other side, and it works."],
  ["שרה", 19, "והשעה 11:00 מתאימה לכולם?"],
  ["محمد", 3, "نعم، الساعة 11:00."],
];

export const POLISH: readonly Line[] = [
  ["Amir", 1_400, "Kto wychodzi ostatni, zamyka bramę."],
  ["Róża", 75, "Dzień dobry! Czy brama już otwarta?"],
  ["Żaneta", 73, "Od szóstej. Jak dotąd nikt nie zabłądził."],
  ["Żaneta", 73, "Plan na dziś: https://example.org/plan/listopad"],
  ["Amir", 30, "Zażółć gęślą jaźń. Sprawdzam, czy widać wszystkie ogonki."],
  ["Żaneta", 6, "Widać. Herbata o jedenastej?"],
];
