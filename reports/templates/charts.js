"use strict";
// The marks of a chart show their exact values: near the pointer, and by arrow keys.

class ChartTips {
  static REACH = 32; // pixels; a mark that is farther from the pointer is not shown

  constructor(svg) {
    this.svg = svg;
    this.marks = [...svg.querySelectorAll("[role=graphics-symbol][aria-label]:not([aria-roledescription=axis], [aria-roledescription=legend])")];
    if (this.marks.length === 0) return;
    svg.setAttribute("role", "group"); // an image has no parts
    this.tip = document.createElement("div");
    this.tip.className = "tip";
    this.tip.ariaHidden = "true"; // it repeats the name of the mark
    this.tip.hidden = true;
    svg.parentElement.append(this.tip);
    for (const mark of this.marks) {
      mark.querySelector("title")?.remove(); // for browsers without script
      mark.setAttribute("tabindex", "-1");
      mark.addEventListener("focus", () => this.show(mark));
      mark.addEventListener("blur", () => this.hide());
    }
    this.marks[0].setAttribute("tabindex", "0");
    svg.addEventListener("keydown", (event) => this.key(event));
    svg.addEventListener("pointermove", (event) => this.point(event));
    svg.addEventListener("pointerdown", (event) => this.point(event));
    svg.addEventListener("pointerleave", () => this.hide());
  }

  key(event) {
    const at = this.marks.indexOf(document.activeElement), last = this.marks.length - 1;
    const places = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: last };
    if (event.key === "Escape") this.hide();
    if (at < 0 || !(event.key in places)) return;
    event.preventDefault();
    const next = this.marks[Math.min(last, Math.max(0, places[event.key]))];
    this.marks[at].setAttribute("tabindex", "-1");
    next.setAttribute("tabindex", "0");
    next.focus();
  }

  point({ clientX, clientY }) {
    let nearest = null, least = ChartTips.REACH;
    for (const mark of this.marks) {
      const { left, right, top, bottom } = mark.getBoundingClientRect();
      const away = Math.hypot(Math.max(left - clientX, 0, clientX - right), Math.max(top - clientY, 0, clientY - bottom));
      if (away < least) [nearest, least] = [mark, away];
    }
    if (nearest) this.show(nearest); else this.hide();
  }

  show(mark) {
    this.hide();
    this.shown = mark;
    mark.classList.add("shown");
    this.tip.textContent = mark.getAttribute("aria-label");
    this.tip.hidden = false;
    const frame = this.tip.offsetParent.getBoundingClientRect(), place = mark.getBoundingClientRect();
    const left = (place.left + place.right - this.tip.offsetWidth) / 2 - frame.left;
    this.tip.style.left = `${Math.max(0, Math.min(left, frame.width - this.tip.offsetWidth))}px`;
    this.tip.style.top = `${place.top - frame.top - this.tip.offsetHeight - 6}px`;
  }

  hide() {
    this.shown?.classList.remove("shown");
    this.tip.hidden = true;
  }
}

for (const svg of document.querySelectorAll("figure > svg")) new ChartTips(svg);
