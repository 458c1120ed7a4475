// Intake by keyboard: moving between suggestions, deciding on the one in focus, taking over selected words.
// Everything here is also a button or a link of the page. Keys work only while a suggestion has the focus, or the
// heading to which the page leads when no suggestion is left.
"use strict";
(() => {
  const items = () => [...document.querySelectorAll("[data-item]")];

  function focus(item) {
    for (const other of items()) other.tabIndex = other === item ? 0 : -1;
    item.focus();
    item.scrollIntoView({ block: "nearest" });
  }

  function move(item, step) {
    const all = items();
    const next = all[all.indexOf(item) + step];
    if (next) focus(next);
  }

  const press = (item, key) => item.querySelector(`[data-key="${key}"]`)?.click();
  const deal = () => document.querySelector("[data-deal] [value=deal]")?.click();
  const keys = {
    j: (item) => move(item, 1), ArrowDown: (item) => move(item, 1),
    k: (item) => move(item, -1), ArrowUp: (item) => move(item, -1),
    Enter: (item) => press(item, "Enter"), e: (item) => press(item, "e"), r: (item) => press(item, "r"),
    d: deal,
  };
  const fromHeading = { j: keys.j, d: deal };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat && event.key === "Enter") return;
    const item = event.target.closest?.("[data-item]");
    const isHeading = event.target.matches?.("#suggestions, #standing");
    if (!(item || isHeading) || event.target.closest("input, textarea, select, [contenteditable]")) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    // A button or link inside keeps its own Enter; arrows scroll unless the suggestion itself is in focus.
    if (event.target !== item && key.length > 1) return;
    const deed = (item ? keys : fromHeading)[key];
    if (!deed) return;
    event.preventDefault();
    deed(item);
  });

  // A form that was sent once is not sent again by a second press.
  document.addEventListener("submit", (event) => {
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.forms) delete form.dataset.sent;
  });

  // One stop of the Tab key for all suggestions; what the address names gets the focus.
  const all = items();
  all.forEach((item, place) => { item.tabIndex = place ? -1 : 0; });
  const named = location.hash.startsWith("#s-") && document.getElementById(location.hash.slice(1));
  if (named && all.includes(named)) focus(named);
  window.addEventListener("load", () => {  // after the browser itself went to what the address names
    if (location.hash === "#suggestions" && all.length) setTimeout(() => focus(all[0]));
  });

  // Selected words of the original go with the links that add an ask or take words out.
  const text = document.querySelector("[data-text]");
  const links = [...document.querySelectorAll("[data-add], [data-redact]")].map((link) => [link, link.href]);

  // Characters are counted as the server counts them (not as UTF-16), without the numbers in front of passages.
  function placeOf(node, offset) {
    const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
    if (!piece) return null;
    const range = document.createRange();
    range.setStart(piece, 0);
    range.setEnd(node, offset);
    const copy = range.cloneContents();
    copy.querySelectorAll("sup").forEach((number) => number.remove());
    return Number(piece.dataset.start) + [...copy.textContent].length;
  }

  document.addEventListener("selectionchange", () => {
    const chosen = getSelection();
    if (!text || !chosen.rangeCount || chosen.isCollapsed) return;
    const range = chosen.getRangeAt(0);
    if (!text.contains(range.commonAncestorContainer)) return;
    const start = placeOf(range.startContainer, range.startOffset);
    const end = placeOf(range.endContainer, range.endOffset);
    if (start === null || end === null) return;
    for (const [link, href] of links) {
      const address = new URL(href);
      address.searchParams.set("start", start);
      address.searchParams.set("end", end);
      link.href = address;
    }
  });
})();
