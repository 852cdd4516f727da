"use strict";
// The examples of one record: searched, sorted and opened. Everything goes in as text, never as markup.

class Explorer {
  constructor(place) {
    this.place = place;
    this.data = JSON.parse(place.querySelector("script[type='application/json']").textContent);
    this.data.examples = Explorer.read(place.querySelector("noscript").textContent);
    this.list = place.querySelector(".list");
    this.count = place.querySelector(".count");
    this.controls = Object.fromEntries(["search", "metric", "one", "other", "sort"].map((name) => [name, place.querySelector(`[name=${name}]`)]));
    this.rows = this.data.examples.map((example) => this.row(example));
    this.list.append(...this.rows.map((row) => row.element));
    this.fill();
    place.querySelector(".controls").hidden = false;
    for (const event of ["input", "change"]) place.querySelector(".controls").addEventListener(event, () => this.update());
    this.update();
  }

  // The page's own text, which nothing has laid out; what is read of it is text again.
  static read(text) {
    const page = new DOMParser().parseFromString(text, "text/html");
    return [...page.querySelectorAll("details")].map((each) => ({
      anchor: each.dataset.anchor,
      id: each.querySelector("strong").textContent,
      topic: each.querySelector(".note").textContent,
      text: each.querySelector(".speech").textContent,
      references: [...each.querySelectorAll("li")].map((reference) => reference.textContent),
      predictions: Object.fromEntries([...each.querySelectorAll("[data-scores]")].map((one) => [one.querySelector("h4").textContent, {
        text: one.querySelector(".speech").textContent,
        note: one.querySelector("small").textContent,
        scores: one.dataset.scores.split(" ").map(Number),
        shown: [...one.querySelectorAll("b")].map((score) => score.textContent),
      }])),
    }));
  }

  get metric() { // its place among the metrics
    return this.controls.metric ? this.controls.metric.value - 1 : 0;
  }

  fill() {
    const { methods, baseline, reference } = this.data;
    for (const name of ["one", "other"])
      this.controls[name].append(...methods.map((method) => new Option(method, method)));
    const other = methods.includes(reference) ? reference : methods[0] ?? "";
    const others = methods.filter((method) => method !== other);
    this.controls.one.value = others.find((method) => method !== baseline) ?? others[0] ?? other;
    this.controls.other.value = other;
    this.controls.other.parentElement.hidden = methods.length < 2;
    this.controls.sort.querySelector("[value=lost]").hidden = Object.keys(this.data.accepted).length === 0;
  }

  row(example) {
    const element = document.createElement("details");
    const summary = document.createElement("summary");
    const figures = Words.element("span", "");
    figures.className = "figures";
    summary.append(Words.element("strong", example.id), " ", Words.element("span", example.topic), " ", figures);
    summary.children[1].className = "note";
    element.id = example.anchor;
    element.append(summary);
    const row = { example, element, figures, text: Explorer.searchable(example) };
    element.addEventListener("toggle", () => element.open && this.open(row));
    return row;
  }

  static searchable(example) {
    const predictions = Object.values(example.predictions).map((prediction) => prediction.text);
    return [example.id, example.topic, example.text, ...example.references, ...predictions].join("\n").toLowerCase();
  }

  score(example, method) {
    return this.controls.metric ? example.predictions[method]?.scores[this.metric] : undefined;
  }

  lost(example, method) {
    const now = this.score(example, method), before = this.data.accepted[method]?.[example.id]?.[this.metric] ?? undefined;
    return now === undefined || before === undefined ? undefined : now - before;
  }

  gap(example) {
    const one = this.score(example, this.controls.one.value), other = this.score(example, this.controls.other.value);
    const apart = this.controls.one.value !== this.controls.other.value;
    return apart && one !== undefined && other !== undefined ? one - other : undefined;
  }

  update() {
    const { search, one, sort } = this.controls;
    const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const keys = {
      order: () => 0,
      low: (row) => this.score(row.example, one.value),
      high: (row) => -this.score(row.example, one.value),
      worse: (row) => this.data.signs[this.metric] * this.gap(row.example),
      better: (row) => -this.data.signs[this.metric] * this.gap(row.example),
      lost: (row) => this.data.signs[this.metric] * this.lost(row.example, one.value),
    };
    const key = (row) => { const value = keys[sort.value](row); return Number.isFinite(value) ? value : Infinity; };
    const ranked = this.rows.map((row, place) => [key(row), place, row]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    let shown = 0;
    for (const [, , row] of ranked) {
      row.element.hidden = !wanted.every((word) => row.text.includes(word));
      shown += !row.element.hidden;
      row.figures.textContent = this.figures(row.example);
      if (row.element.open && !row.element.hidden) this.open(row);
    }
    this.list.append(...ranked.map(([, , row]) => row.element));
    this.count.textContent = `${shown} of ${this.rows.length} ${this.data.nouns}`;
  }

  figures(example) {
    const { one, other } = this.controls;
    const scores = [...new Set([one.value, other.value])].map((method) => {
      const shown = example.predictions[method]?.shown[this.metric];
      return shown === undefined ? "" : `${method} ${shown}`;
    });
    const points = (value, name) => value === undefined ? "" : `${name} ${this.points(value)}`;
    return [...scores, points(this.gap(example), "difference"), points(this.lost(example, one.value), "since accepted")].filter(Boolean).join(" · ");
  }

  static capitalized(word) {
    return word.charAt(0).toUpperCase() + word.slice(1);
  }

  points(value) {
    const size = Math.abs(this.data.points[this.metric] * value).toFixed(1);
    return (Number(size) === 0 ? "" : value < 0 ? "\u2212" : "+") + size;
  }

  open(row) {
    const { example, element } = row;
    const known = Words.set(example.references);
    const body = document.createElement("div");
    body.className = "example";
    body.append(
      this.block(Explorer.capitalized(this.data.noun), "p", Words.element("span", example.text)),
      this.block("References", "ol", ...example.references.map((text) => Words.element("li", text))),
      this.predictions(example, known),
    );
    element.querySelector(".example")?.remove();
    element.append(body);
  }

  block(title, kind, ...children) {
    const made = document.createElement("div"), content = document.createElement(kind);
    content.className = "speech";
    content.append(...children);
    made.append(Words.element("h3", title), content);
    return made;
  }

  predictions(example, known) {
    const made = document.createElement("div");
    made.className = "predictions";
    for (const [method, prediction] of Object.entries(example.predictions)) {
      const note = Words.element("small", prediction.note);
      const text = document.createElement("p");
      text.className = "speech";
      text.append(Words.marked(prediction.text, known));
      made.append(Words.element("h3", method), note, text);
    }
    made.append(...this.difference(example));
    return made;
  }

  difference(example) {
    const { one, other } = this.controls;
    const [before, after] = [other.value, one.value].map((method) => example.predictions[method]?.text);
    if (one.value === other.value || before === undefined || after === undefined) return [];
    const text = document.createElement("p");
    text.className = "speech";
    text.append(Words.difference(before, after));
    return [Words.element("h3", `From ${other.value} to ${one.value}`), text];
  }

  // Opens the example with this anchor, even if the search hides it; returns whether there is one.
  show(anchor) {
    const row = this.rows.find((each) => each.example.anchor === anchor);
    if (!row) return false;
    if (row.element.hidden) { this.controls.search.value = ""; this.update(); }
    row.element.open = true;
    row.element.scrollIntoView();
    return true;
  }
}

const explorers = [...document.querySelectorAll(".explorer")].map((place) => new Explorer(place));
const anchor = () => {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch { // a percent sign without an escape
    return location.hash.slice(1);
  }
};
const follow = () => explorers.some((explorer) => explorer.show(anchor()));
addEventListener("hashchange", follow);
follow();
