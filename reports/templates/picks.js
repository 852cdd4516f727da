"use strict";
// A metric picked in one place of a record is picked in all: above its tables, and in its examples.

for (const picker of document.querySelectorAll(".metrics")) {
  const record = picker.closest("article"), inputs = [...picker.querySelectorAll("input")];
  const list = record.querySelector("[name=metric]");
  picker.addEventListener("change", () => {
    const picked = inputs.find((each) => each.checked).value;
    if (!list || picked === "0") return;
    list.value = picked;
    list.dispatchEvent(new Event("change", { bubbles: true }));
  });
  list?.addEventListener("change", () => {
    const picked = inputs.find((each) => each.checked);
    if (picked.value !== "0" && picked.value !== list.value) inputs[list.value].checked = true;
  });
  if (matchMedia("(max-width: 40rem)").matches) inputs[1].checked = true; // one score fits a narrow window
}
