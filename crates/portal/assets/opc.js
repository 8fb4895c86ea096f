// Progressive enhancement. Every page works without this file; nothing here holds a sentence.
"use strict";
(() => {
  const on = (type, handler, target = document) => target.addEventListener(type, handler);
  const closest = (event, selector) => event.target instanceof Element && event.target.closest(selector);

  // Move to the error summary after a form came back with errors.
  document.querySelector("[data-focus]")?.focus();

  // Copy buttons exist only where copying works.
  if (navigator.clipboard) {
    for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
  }
  on("click", async (event) => {
    const button = closest(event, "[data-copy]");
    if (!button) return;
    const source = document.getElementById(button.dataset.copy);
    if (!source) return;
    await navigator.clipboard.writeText(source.textContent.trim());
    const words = button.querySelector("span");
    const before = words.textContent;
    words.textContent = button.dataset.copied;
    setTimeout(() => { words.textContent = before; }, 2000);
  });

  // A control that is switched off says why, and does nothing.
  on("click", (event) => { if (closest(event, "[data-closed]")) event.preventDefault(); });

  // Leave only after asking, when something was typed and not sent.
  let unsaved = false;
  on("input", (event) => { if (closest(event, "form[data-guard]")) unsaved = true; });
  window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });

  // A form is sent once. Coming back with the back button makes it sendable again.
  on("submit", (event) => {
    unsaved = false;
    const form = event.target;
    if (!form.matches("form[data-once]")) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    event.submitter?.setAttribute("aria-busy", "true");
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
    for (const busy of document.querySelectorAll("[aria-busy]")) busy.removeAttribute("aria-busy");
  });

  // With script the list alone will do; the button beside it only carries the address.
  const useCountry = document.querySelector("[data-country]");
  if (useCountry) useCountry.hidden = true;

  // Another country asks for other fields: press the button beside the list.
  on("change", (event) => {
    if (event.target.id !== "country") return;
    const button = event.target.form?.querySelector("[data-country]");
    if (button) event.target.form.requestSubmit(button);
  });

  // A postal code fills in the address; whatever is typed meanwhile stays.
  let touched = false;
  const fillsAddress = (event) => event.detail.target?.id === "address-parts";
  on("input", (event) => { if (closest(event, "#address-parts")) touched = true; });
  on("htmx:beforeRequest", (event) => { if (fillsAddress(event)) touched = false; });
  on("htmx:beforeSwap", (event) => {
    if (fillsAddress(event) && touched) event.detail.shouldSwap = false;
  });

  // Fields that belong to one choice are shown with it.
  const showWhen = () => {
    for (const part of document.querySelectorAll("[data-when]")) {
      const [name, value] = part.dataset.when.split("=");
      const chosen = part.closest("form")?.querySelector(`select[name=${name}], input[name=${name}]:checked`);
      part.hidden = chosen?.value !== value;
    }
  };
  on("change", showWhen);
  showWhen();

  // One box ticks all of the page. It is shown where it works.
  const showPicks = () => {
    for (const box of document.querySelectorAll("[data-picks]")) box.parentElement.hidden = false;
  };
  on("change", (event) => {
    const box = closest(event, "[data-picks]");
    if (!box) return;
    for (const one of document.querySelectorAll(`input[name="${box.dataset.picks}"]`)) one.checked = box.checked;
  });
  on("htmx:afterSwap", showPicks);
  showPicks();

  // The command palette: Ctrl-K or the search button of the header.
  const palette = document.getElementById("palette");
  const open = (event) => {
    if (!palette) return;
    event.preventDefault();
    if (!palette.open) palette.showModal();
    palette.querySelector("input")?.focus();
  };
  on("click", (event) => {
    if (closest(event, "[data-opens=palette]") && !event.ctrlKey && !event.metaKey) open(event);
    if (event.target === palette) palette.close();
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
  on("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") open(event);
    if (event.key === "Escape") {
      for (const menu of document.querySelectorAll("details.menu[open]")) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    }
    if (!palette?.open || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
    const stops = [...palette.querySelectorAll("input[type=search], a")].filter((e) => !e.closest("[hidden]"));
    const at = stops.indexOf(document.activeElement);
    const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) { event.preventDefault(); next.focus(); }
  });
  on("input", (event) => {
    for (const list of document.querySelectorAll(`[data-filter-by="${CSS.escape(event.target.id)}"]`)) {
      const wanted = event.target.value.trim().toLowerCase();
      for (const item of list.children) item.hidden = !item.textContent.toLowerCase().includes(wanted);
    }
  });
})();
