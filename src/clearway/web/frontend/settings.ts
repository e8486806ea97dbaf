// What the page tells a map through data attributes: addresses, bounds, language. No inline scripts anywhere.

export type Language = "zh" | "en";

export interface MapSettings {
  base: string;
  live: string;
  worker: string;
  credit: string;
  bounds: [number, number, number, number] | null;
  focus: [number, number] | null;
  language: Language;
}

export function readSettings(element: HTMLElement): MapSettings {
  return {
    base: element.dataset.base ?? "",
    live: element.dataset.live ?? "",
    worker: element.dataset.worker ?? "",
    credit: element.dataset.credit ?? "",
    bounds: numbers(element.dataset.bounds, 4) as MapSettings["bounds"],
    focus: numbers(element.dataset.focus, 2) as MapSettings["focus"],
    language: document.documentElement.lang.startsWith("zh") ? "zh" : "en",
  };
}

function numbers(text: string | undefined, count: number): number[] | null {
  const parts = (text ?? "").split(",").map(Number);
  return text && parts.length === count && parts.every(Number.isFinite) ? parts : null;
}
