"use strict";
// Every table can be sorted, searched where it is long, and copied as Markdown or as CSV.

const Tables = {
  LONG: 12, // rows from which on a table can be searched
  FACTORS: { ms: 1e-3, min: 60, h: 3600, kB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15 },

  rows(table) { // cells as text; a cell over several columns is repeated
    return [...table.rows].map((row) => [...row.cells].flatMap((cell) => Array(cell.colSpan).fill(Tables.text(cell))));
  },

  text(cell) {
    return [...cell.childNodes].map((node) => node.textContent.trim()).filter(Boolean).join(" ").replace(/\s+/g, " ");
  },

  // Escaped for Markdown: the words become no markup, link, image, mention or reference.
  plain(cell) {
    return cell
      .replace(/[\\`*~|$]|_(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])_|\](?=[([:])/gu, "\\$&")
      .replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;")
      .replace(/@(?=[\p{L}\p{N}])|#(?=\d)|:(?=\/\/)|\bwww(?=\.)|\bGH(?=-\d)|\b(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{6}(?=[0-9a-f]{1,34}\b)/gu, "$&\u2060");
  },

  markdown(table) {
    const rows = Tables.rows(table).map((cells) => `| ${cells.map(Tables.plain).join(" | ")} |`);
    rows.splice(table.tHead.rows.length, 0, `|${" --- |".repeat(Tables.rows(table)[0].length)}`);
    return rows.join("\n");
  },

  csv(table) {
    const quoted = (cell) => /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
    return Tables.rows(table).map((cells) => cells.map(quoted).join(",")).join("\n");
  },

  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch { // not every browser allows it to a page from disk
      const area = document.body.appendChild(document.createElement("textarea"));
      area.value = text;
      area.select();
      document.execCommand("copy");
      area.remove();
    }
  },

  button(name, text) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = name;
    made.addEventListener("click", async () => {
      await Tables.copy(text());
      made.textContent = "copied";
      setTimeout(() => { made.textContent = name; }, 1500);
    });
    return made;
  },

  // The number that a cell begins with, in its smallest unit; null for other text.
  number(text) {
    const found = /^[▲▼≈★ ]*([+−-]?[\d,]*\.?\d+)(?: ?([a-zA-Z]+))?/u.exec(text);
    return found && Number(found[1].replace(/,/g, "").replace("−", "-")) * (Tables.FACTORS[found[2]] ?? 1);
  },

  // Numbers by their size, then words by the alphabet, then what is empty or has a dash for a figure.
  compare(a, b, direction) {
    const [one, other] = [a, b].map(Tables.number);
    if (one !== null && other !== null) return direction * (one - other);
    const rank = (text, number) => number !== null ? 0 : /\p{L}/u.test(text) ? 1 : 2;
    return rank(a, one) - rank(b, other) || direction * a.localeCompare(b);
  },

  cell(row, place) { // the text in a column
    return [...row.cells].flatMap((each) => Array(each.colSpan).fill(each))[place]?.innerText.trim() ?? "";
  },

  // Rows are sorted inside their group; a table of methods has a group for each, and those are sorted.
  sort(table, place, order) {
    const sorted = (items, first) => items.sort((a, b) => order === "none" ? a.at - b.at
      : Tables.compare(Tables.cell(first(a), place), Tables.cell(first(b), place), order === "ascending" ? 1 : -1) || a.at - b.at);
    const bodies = [...table.tBodies];
    for (const [at, body] of bodies.entries()) {
      body.at ??= at;
      [...body.rows].forEach((row, at) => { row.at ??= at; });
      if (!table.matches(".comparison"))
        body.append(...[...body.querySelectorAll(".family")], ...sorted([...body.rows].filter((row) => !row.matches(".family")), (row) => row));
    }
    if (table.matches(".comparison")) table.append(...sorted(bodies, (body) => body.rows[0]));
  },

  sortable(table) {
    const heads = [...table.tHead.rows[0].cells];
    for (const [place, head] of heads.entries()) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append(...head.childNodes);
      button.addEventListener("click", () => {
        const orders = ["ascending", "descending", "none"];
        const order = orders[(orders.indexOf(head.getAttribute("aria-sort") ?? "none") + 1) % orders.length];
        for (const each of heads) each.removeAttribute("aria-sort");
        if (order !== "none") head.setAttribute("aria-sort", order);
        Tables.sort(table, place, order);
      });
      head.append(button);
    }
  },

  searchable(table) {
    const label = document.createElement("label"), field = document.createElement("input");
    field.type = "search";
    field.autocomplete = "off";
    label.append("filter ", field);
    field.addEventListener("input", () => {
      const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
      table.closest("section").classList.toggle("searching", words.length > 0);
      const holds = (element) => words.every((word) => element.textContent.toLowerCase().includes(word));
      for (const body of table.tBodies) {
        if (table.matches(".comparison")) {
          body.hidden = !holds(body);
          continue;
        }
        const rows = [...body.rows].filter((row) => !row.matches(".family"));
        for (const row of rows) row.hidden = !holds(row);
        body.hidden = rows.every((row) => row.hidden);
      }
    });
    return label;
  },

  line(...parts) {
    const made = document.createElement("p");
    made.className = "tools";
    made.append(...parts);
    return made;
  },

  equip(table) {
    const copies = ["Markdown", "CSV"].map((name) => Tables.button(name, () => Tables[name.toLowerCase()](table)));
    table.parentElement.after(Tables.line("copy as ", copies[0], " ", copies[1]));
    if ((table.matches(".comparison") ? table.tBodies.length : table.querySelectorAll("tbody tr").length) >= Tables.LONG)
      table.parentElement.before(Tables.line(Tables.searchable(table)));
    Tables.sortable(table);
  },
};

for (const table of document.querySelectorAll(".scroll > table")) Tables.equip(table);
for (const lines of document.querySelectorAll(".repeat > pre"))
  lines.after(Tables.line(Tables.button("copy", () => lines.textContent)));
