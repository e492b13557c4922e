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
  return { WORD, surface, fold };
})();
