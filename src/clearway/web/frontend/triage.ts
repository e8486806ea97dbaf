// Sorting many reports by keyboard: J and K move, X chooses, A chooses the page, Enter opens. The keys count only
// while the focus is in the list (WCAG 2.1.4). Without this file the page works with checkboxes and links alone.

const sorting = document.querySelector<HTMLFormElement>("#sorting");
const cards = [...document.querySelectorAll<HTMLElement>("#sorting .sortable")];
const boxes = cards.map((card) => card.querySelector<HTMLInputElement>("input[type=checkbox]")!);

function at(): number {
  return cards.findIndex((card) => card.contains(document.activeElement));
}

function go(index: number): void {
  const box = boxes[Math.min(Math.max(index, 0), boxes.length - 1)];
  box?.focus();
  box?.closest(".card")?.scrollIntoView({ block: "nearest" });
}

function count(): void {
  const chosen = boxes.filter((box) => box.checked).length;
  const told = document.querySelector("#chosen-count");
  if (told) told.textContent = chosen ? `(${chosen})` : "";
}

function choose(box: HTMLInputElement | undefined, checked: boolean): void {
  if (box) box.checked = checked;
  count();
}

const KEYS: Record<string, () => void> = {
  j: () => go(at() + 1),
  k: () => go(at() < 0 ? 0 : at() - 1),
  x: () => choose(boxes[Math.max(at(), 0)], !boxes[Math.max(at(), 0)]?.checked),
  a: () => {
    const all = boxes.every((box) => box.checked);
    for (const box of boxes) choose(box, !all);
  },
};

function writing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input:not([type=checkbox]), textarea, select");
}

sorting?.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || writing(event.target)) return;
  const chosen = event.target instanceof HTMLInputElement && event.target.type === "checkbox";
  if (event.key === "Enter" && chosen && at() >= 0) {
    event.preventDefault();
    cards[at()]?.querySelector<HTMLAnchorElement>("h2 a")?.click();
    return;
  }
  const act = KEYS[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  act();
});
sorting?.addEventListener("change", count);
for (const hint of document.querySelectorAll<HTMLElement>(".needs-script")) hint.hidden = false;
count();

export {};
