// Words and their folded forms, as teikit/search/letters.py makes them; teikitLetters is the table of both.
const teikitFold = (() => {
  const { longest, single, joiners, marks, keep, endings, letters } = teikitLetters;
  const SINGLE = `[${single.join("")}]`, LETTER = `(?!${SINGLE})[\\p{L}\\p{N}]`;
  const WORD = new RegExp(`${SINGLE}|${LETTER}(?:${LETTER}|[\\p{M}${joiners}])*`, "gu");
  const JOINERS = new RegExp(`[${joiners}]`, "gu"), MARKS = new RegExp(`[${marks.join("")}]`, "gu"), OTHER = /[^\p{L}\p{N}\p{M}]/gu;
  const folds = new Map([...keep].map((letter) => [letter, letter]));

  const cut = (word) => word.length > longest ? [...word].slice(0, longest).join("") : word;
  const surface = (word) => cut(word.replace(JOINERS, "").toLowerCase().normalize("NFC"));
  function foldLetter(letter) {
    if (!folds.has(letter)) {
      const plain = letter.normalize("NFKD").replace(MARKS, "").replace(OTHER, "").normalize("NFC");
      folds.set(letter, [...plain].map((part) => letters[part] ?? part).join(""));
    }
    return folds.get(letter);
  }
  function fold(word) {
    const small = word.replace(JOINERS, "").normalize("NFKC").toLowerCase();
    const plain = [...small].map(foldLetter).join("").normalize("NFC");
    const ending = endings.find((end) => plain.endsWith(end) && plain !== end) ?? "";
    return cut(plain.slice(0, plain.length - ending.length)) || surface(word);
  }

  // Which of some words (surface forms, in order) are marked. A pattern is a word or a phrase: for each of its words the set of
  // forms that fit. A phrase is marked as a whole or not at all.
  function marked(words, patterns) {
    const hits = new Set();
    for (const pattern of patterns) for (let at = 0; at + pattern.length <= words.length; at++) {
      if (pattern.every((forms, i) => forms.has(words[at + i]))) pattern.forEach((_, i) => hits.add(at + i));
    }
    return hits;
  }
  return { WORD, surface, fold, marked };
})();
