// A selection in a report becomes the stretch to take, in code points of the report's text.
"use strict";

(() => {
  const reading = document.querySelector("[data-select]");
  const form = document.getElementById("selection");
  if (!reading || !form) return;

  function offsetOf(node, offset) {
    const paragraph = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
    if (!paragraph) return null;
    const before = document.createRange();
    before.setStart(paragraph, 0);
    before.setEnd(node, offset);
    return Number(paragraph.dataset.start) + [...before.toString()].length;
  }

  // A last paragraph that is clicked three times is selected into what follows the text.
  function clip(selection) {
    if (reading.contains(selection.getRangeAt(0).endContainer)) return;
    const last = [...reading.querySelectorAll("[data-start]")].pop();
    selection.extend(last, last.childNodes.length);
  }

  function take() {
    const selection = window.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    if (!reading.contains(selection.getRangeAt(0).startContainer)) return;
    clip(selection);
    const range = selection.getRangeAt(0);
    const start = offsetOf(range.startContainer, range.startOffset);
    const end = offsetOf(range.endContainer, range.endOffset);
    if (start === null || end === null || end <= start) return;
    form.elements.start.value = start;
    form.elements.end.value = end;
    form.elements.quote.value = selection.toString().trim();
    form.closest("details")?.setAttribute("open", "");
  }

  document.addEventListener("selectionchange", take);
  form.elements.quote.addEventListener("input", () => {
    form.elements.start.value = form.elements.end.value = "";
  });
})();
