// The desk's keys, drafts and selections. Every page works without this file; it only saves hand movements.
"use strict";

(() => {
  const MENUS = "details.refuting[open], details.wording[open], #set-aside[open]";
  let current = null; // the id of the passage or row the keys act on

  const isTyping = (target) =>
    target.isContentEditable ||
    target.matches("textarea, select, input:not([type=radio], [type=checkbox], [type=submit], [type=button])");

  const visible = (element) => element.checkVisibility();

  const items = () => [...document.querySelectorAll(".match, [data-row]")].filter(visible);

  function show(item) {
    document.querySelectorAll(".current").forEach((other) => other.classList.remove("current"));
    if (!item) return;
    item.classList.add("current");
    for (let folded; (folded = item.closest("details:not([open])")); ) folded.open = true;
    current = item.id || null;
  }

  function select(item) {
    if (!item) return;
    show(item);
    (item.matches("[data-row]") ? item.querySelector("a") : item).focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest" });
  }

  const selected = () => items().find((item) => item.classList.contains("current"));

  function move(step) {
    let all = items();
    const at = all.indexOf(selected());
    if (step > 0 && at === all.length - 1 && unfold()) all = items();
    select(all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + step))]);
  }

  // From a count above the passages to the next one of its kind, and round again.
  function jump(kind) {
    const found = [...document.querySelectorAll(`.match[data-bears="${kind}"]`)];
    const at = document.querySelector(".match.current");
    const isAfter = (item) => at && at.compareDocumentPosition(item) & Node.DOCUMENT_POSITION_FOLLOWING;
    select(found.find(isAfter) ?? found[0]);
  }

  // What stands behind the last passage in view comes into view when one goes on.
  function unfold() {
    const behind = document.querySelector("#behind:not([open])");
    if (behind) behind.open = true;
    return Boolean(behind);
  }

  function press(control) {
    if (!control || !visible(control)) return false;
    if (control.matches("input[type=search]")) {
      control.focus();
      control.select();
    } else if (control.matches("textarea")) {
      control.focus();
      control.setSelectionRange(control.value.length, control.value.length);
    } else if (control.matches(".cover > summary")) {
      control.click();
    } else if (control.matches("summary")) {
      openMenu(control.parentElement);
    } else {
      control.click();
    }
    return true;
  }

  function openMenu(menu) {
    closeMenus(menu);
    menu.open = !menu.open;
    if (menu.open) menu.querySelector("[data-choice], textarea")?.focus();
  }

  function closeMenus(except) {
    document.querySelectorAll(MENUS).forEach((menu) => {
      if (menu !== except) menu.open = false;
    });
  }

  function stance(key) {
    if (!selected()) select(items()[0]);
    return press(selected()?.querySelector(`[data-key="${key}"]`));
  }

  // What is pressed for the row one is at; without one, for the page.
  const here = (key) => press(selected()?.querySelector(`[data-key="${key}"]`)) || anywhere(key);

  function digit(key) {
    const menu = document.querySelector(MENUS);
    if (menu) return choose(menu, menu.querySelector(`[data-choice="${key}"]`));
    const choice = document.querySelector(`input[data-key="${key}"]`);
    if (!choice) return false;
    choice.checked = true;
    choice.dispatchEvent(new Event("change", { bubbles: true }));
    choice.focus({ preventScroll: true });
    reasoning = choice.form?.id === "decision";
    return true;
  }

  // The ground is given: the next digit and Enter are the decision's.
  function choose(menu, ground) {
    if (!press(ground)) return false;
    if (menu.matches(".refuting")) {
      menu.open = false;
      document.activeElement?.blur();
    }
    return true;
  }

  // After a verdict was chosen by its key, what is typed is the reason: no letter marks a passage by mistake.
  let reasoning = false;

  function reason(key) {
    const words = document.getElementById("f-rationale");
    if (!reasoning || !words || !/^\p{L}$/u.test(key)) return false;
    words.focus();
    words.setRangeText(key, words.value.length, words.value.length, "end");
    words.dispatchEvent(new Event("input", { bubbles: true }));
    return true;
  }

  function enter(target) {
    if (target.closest("a, button, summary, dialog")) return false;
    return press(document.querySelector('button[data-key="Enter"]'));
  }

  const anywhere = (key) =>
    press([...document.querySelectorAll(`[data-key="${key}"]`)].find((c) => !c.closest(".match") && visible(c)));

  function act(key, target) {
    if (reason(key)) return true;
    if (key === "j") return move(1), true;
    if (key === "k") return move(-1), true;
    if ("srci".includes(key)) return stance(key);
    if (/^[1-9]$/.test(key)) return digit(key);
    if (key === "Enter") return enter(target);
    if (key === "?") return showKeys();
    if (key === "/") return anywhere("/") || go("/search/");
    return here(key);
  }

  function go(address) {
    window.location.assign(address);
    return true;
  }

  function showKeys() {
    const dialog = document.getElementById("keys");
    if (!dialog) return false;
    dialog.showModal();
    return true;
  }

  // Enter decides from the reason, too; with Shift it begins a new line.
  function sendReason(event) {
    if (event.key !== "Enter" || event.shiftKey || event.target.id !== "f-rationale") return;
    event.preventDefault();
    press(document.querySelector('button[data-key="Enter"]'));
  }

  function leave(target) {
    closeMenus(null);
    reasoning = false;
    if (isTyping(target)) target.blur();
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape") return leave(event.target);
    if (document.querySelector("dialog[open]") || isTyping(event.target)) return sendReason(event);
    if (event.key.length > 1 && event.key !== "Enter") return;
    if (isBusy()) return wait(event);
    if (act(event.key, event.target)) event.preventDefault();
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[data-key="?"]');
    if (link && showKeys()) event.preventDefault();
    const count = event.target.closest("[data-jump]");
    if (count) {
      event.preventDefault();
      jump(count.dataset.jump);
    }
    const item = event.target.closest(".match");
    if (item) reasoning = false;
    if (item) show(item);
    if (!event.target.closest(MENUS)) closeMenus(event.target.closest("details"));
  });

  // What is missing belongs to "unresolved": choosing it chooses that.
  document.addEventListener("change", (event) => {
    if (event.target.name !== "missing") return;
    const unresolved = event.target.form?.querySelector('[name="verdict"][value="unresolved"]');
    if (unresolved) unresolved.checked = true;
  });

  // The ledger is drawn anew after a stance: the place in it stays.
  let unfolded = false;
  document.addEventListener("htmx:beforeSwap", () => {
    unfolded = document.querySelector("#behind[open]") !== null;
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target.matches(".correcting")) return; // its first field has the focus
    if (unfolded) unfold();
    const item = current && document.getElementById(current);
    if (item) select(item);
  });
  document.addEventListener("htmx:configRequest", (event) => {
    const submitter = event.detail.triggeringEvent?.submitter;
    if (submitter?.matches("[data-choice]")) current = submitter.closest(".match")?.id ?? current;
  });

  // What is being typed is kept on the server: a lost lease, session or page takes nothing with it.
  const deciding = document.querySelector("form[data-draft]");
  let unsaved = null;

  function keepDraft() {
    if (!unsaved) return;
    clearTimeout(unsaved);
    unsaved = null;
    fetch(deciding.dataset.draft, { method: "POST", body: new FormData(deciding), keepalive: true }).catch(() => {});
  }

  // What is pressed or decided while a stance is on its way waits for it, and then meets the page as it is.
  let underWay = 0;
  let settling = false;
  let held = null;
  const waiting = [];
  const isBusy = () => underWay > 0 || settling;

  function wait(event) {
    if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
    event.preventDefault();
    waiting.push(event.key);
  }

  function goOn() {
    settling = false;
    while (waiting.length && !isBusy()) act(waiting.shift(), document.activeElement);
    if (isBusy() || !held) return;
    const button = held;
    held = null;
    if (button.isConnected) deciding.requestSubmit(button);
  }

  document.addEventListener("htmx:beforeRequest", () => underWay++);
  document.addEventListener("htmx:afterRequest", () => {
    underWay = Math.max(0, underWay - 1);
    if (underWay) return;
    settling = true;
    setTimeout(goOn, 60); // the page settles first
  });

  if (deciding) {
    deciding.addEventListener("submit", (event) => {
      if (!isBusy() || !event.submitter) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      held = event.submitter;
    });
    // A reload may be faster than the draft on its way: this tab remembers the last words too.
    const words = deciding.elements.rationale;
    words.value ||= sessionStorage.getItem(deciding.dataset.draft) ?? "";
    words.addEventListener("input", () => sessionStorage.setItem(deciding.dataset.draft, words.value));
    deciding.addEventListener("submit", () => sessionStorage.removeItem(deciding.dataset.draft));
    ["input", "change"].forEach((kind) =>
      deciding.addEventListener(kind, () => {
        clearTimeout(unsaved);
        unsaved = setTimeout(keepDraft, 700);
      }),
    );
    deciding.addEventListener("submit", () => {
      clearTimeout(unsaved);
      unsaved = null;
    });
    window.addEventListener("pagehide", keepDraft);
  }

  // What is half typed, in triage beside each claim: this tab remembers it until it is sent.
  document.querySelectorAll("[data-keep]").forEach((field) => {
    const key = `kept ${window.location.pathname} ${field.name}`;
    const [kept, row] = [sessionStorage.getItem(key), field.closest(".match")];
    if (kept && (row || !field.value)) field.value = kept;
    if (kept || (field.value && !row)) field.closest("details")?.setAttribute("open", "");
    field.addEventListener("input", () => sessionStorage.setItem(key, field.value));
    field.form.addEventListener("submit", (event) => {
      if (!row || row.contains(event.submitter)) sessionStorage.removeItem(key);
    });
  });

  const anchored = document.getElementById(window.location.hash.slice(1));
  if (anchored?.matches(".match")) select(anchored);
  else show(document.querySelector("#passages .match, .triage .match"));
})();
