"use strict";
// Words of predictions: those that are also in a reference, and those in which two predictions differ.

const Words = {
  split(text) {
    return text.split(/(\s+)/).filter((piece) => piece !== "");
  },

  plain(word) { // as the scorer reads it, without stemming
    return word.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
  },

  set(texts) {
    return new Set(texts.flatMap((text) => Words.split(text).map(Words.plain)).filter(Boolean));
  },

  element(name, text) {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  },

  // The text with a <mark> around each word that is in the set.
  marked(text, known) {
    const pieces = Words.split(text).map((piece) =>
      known.has(Words.plain(piece)) ? Words.element("mark", piece) : piece);
    return Words.joined(pieces);
  },

  // How one text becomes the other: <del> and <ins>, by the longest common subsequence of their first 400 words.
  difference(before, after) {
    const most = 400;
    const words = [before, after].map((text) => text.split(/\s+/).filter(Boolean));
    const [a, b] = words.map((each) => each.slice(0, most));
    const rows = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
    for (let i = a.length - 1; i >= 0; i--)
      for (let j = b.length - 1; j >= 0; j--)
        rows[i][j] = a[i] === b[j] ? rows[i + 1][j + 1] + 1 : Math.max(rows[i + 1][j], rows[i][j + 1]);
    const pieces = [];
    let i = 0, j = 0;
    while (i < a.length || j < b.length) {
      if (i < a.length && j < b.length && a[i] === b[j]) { pieces.push(a[i]); i++; j++; }
      else if (j < b.length && (i === a.length || rows[i][j + 1] >= rows[i + 1][j])) pieces.push(Words.element("ins", b[j++]));
      else pieces.push(Words.element("del", a[i++]));
      pieces.push(" ");
    }
    if (words.some((each) => each.length > most)) pieces.push(`\u2026 (the first ${most} words)`);
    return Words.joined(pieces);
  },

  joined(pieces) {
    const made = document.createElement("span");
    for (const piece of pieces) made.append(piece); // one by one: a call takes some 100,000 arguments at most
    return made;
  },
};
