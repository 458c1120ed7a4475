// "Add more rows" copies the last row of a form where it stands; without JavaScript the button asks the server for more.
"use strict";

const MOST = 40;

function renamed(element, name, from, to) {
  const value = element.getAttribute(name);
  if (value) element.setAttribute(name, value.replace(new RegExp(`n${from}_`, "g"), `n${to}_`));
}

function emptied(copy) {
  for (const field of copy.querySelectorAll("input, textarea")) field.value = field.defaultValue = "";
  for (const list of copy.querySelectorAll("select")) {
    for (const option of list.options) option.removeAttribute("selected");
    list.selectedIndex = 0;
  }
  for (const wrong of copy.querySelectorAll(".wrong")) wrong.remove();
}

function addRow(form) {
  const rows = form.querySelectorAll("fieldset.said-row");
  const last = rows[rows.length - 1];
  const n = rows.length;
  const copy = last.cloneNode(true);
  emptied(copy);
  for (const element of copy.querySelectorAll("*")) {
    for (const name of ["name", "id", "for", "aria-describedby"]) renamed(element, name, n - 1, n);
    element.removeAttribute("aria-invalid");
  }
  for (const name of ["source", "group", "region", "language", "permission"]) {
    const list = copy.querySelector(`[name=n${n}_${name}]`);
    if (list) list.value = last.querySelector(`[name=n${n - 1}_${name}]`).value;
  }
  copy.querySelector(".row-number").textContent = n + 1;
  last.after(copy);
  form.elements.rows.value = n + 1;
  copy.querySelector("textarea").focus();
}

for (const button of document.querySelectorAll("button[name=deed][value=more]")) {
  button.addEventListener("click", (event) => {
    if (button.form.querySelectorAll("fieldset.said-row").length >= MOST) return;
    event.preventDefault();
    addRow(button.form);
  });
}
