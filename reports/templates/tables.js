"use strict";
// Every table can be copied, as Markdown or as CSV.

const Tables = {
  rows(table) { // cells as text; a cell over several columns is repeated
    return [...table.rows].map((row) => [...row.cells].flatMap((cell) => {
      const text = [...cell.childNodes].map((node) => node.textContent.trim()).filter(Boolean).join(" ");
      return Array(cell.colSpan).fill(text.replace(/\s+/g, " "));
    }));
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
};

for (const table of document.querySelectorAll(".scroll > table")) {
  const place = document.createElement("p");
  place.className = "copy";
  place.append("copy as ", Tables.button("Markdown", () => Tables.markdown(table)), " ", Tables.button("CSV", () => Tables.csv(table)));
  table.parentElement.after(place);
}
