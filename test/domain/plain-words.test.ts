import { expect, test } from "@jest/globals";
import { explainedWords, jargonIn, jargonWords, wordsToExplain } from "../../bot/domain/plain-words.ts";
import { inclusionPrinciples } from "../../bot/domain/vocabulary.ts";
import { citizenStepsDa } from "../../bot/text/da/citizen-steps.ts";
import { politiciansDa } from "../../bot/text/da/politicians.ts";

/** Every sentence of the texts, with something in its blanks. */
function sentencesOf(text: unknown): string[] {
  if (typeof text === "string") return [text];
  if (typeof text === "function") return [String(text(...Array(text.length).fill("1")))];
  return typeof text === "object" && text !== null ? Object.values(text).flatMap(sentencesOf) : [];
}

test("what the page says of itself holds no word of projects or of IT", () => {
  const said = sentencesOf(politiciansDa);
  expect(said.length).toBeGreaterThan(40);
  expect(jargonIn(said)).toEqual([]);
  expect(wordsToExplain(said)).toEqual([]);
  expect(jargonIn(inclusionPrinciples.map((id) => citizenStepsDa.principles.items[id]))).toEqual([]);
});

test("no explanation needs another one, and what to say instead is no such word either", () => {
  expect(jargonIn([...Object.values(explainedWords), ...Object.values(jargonWords)])).toEqual([]);
});

test.each([
  ["Vi er klar til udrulningen i uge 4.", ["udrulning"]],
  ["ROLLOUT og implementering", ["rollout", "implementering"]],
  ["Den business-case holder", ["business", "business case"]],
  ["Det kræver supporten", ["support"]],
  ["Et agilt forløb", ["agil"]],
  ["Vi har tid og folk, og det virker.", []],
  ["Hun er smidig og fragil", []],
])("in »%s« it finds %j", (text, words) => {
  expect(jargonIn([text]).map(({ word }) => word)).toEqual(words);
});

test.each([
  ["Sensorerne melder, når en dør går op", ["sensor"]],
  ["Borgeren har MitID og Digital Post", ["MitID", "Digital Post"]],
  ["AI skriver et udkast", ["AI"]],
  ["Vi spiser kai og mai", []],
  ["Apparatet er nyt", []],
  ["Skærmbesøget gik godt", ["skærmbesøg"]],
])("in »%s« it explains %j", (text, words) => {
  expect(wordsToExplain([text]).map(({ word }) => word)).toEqual(words);
});
