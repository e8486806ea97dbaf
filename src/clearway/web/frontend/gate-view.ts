// Small pieces of the gate page: facts of a pass, and the way to the nearest open gate as a sketch.

export function field(tag: "p" | "strong" | "span", text: string): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

export function rows(facts: [string, string][]): HTMLElement[] {
  return facts.map(([name, value]) => {
    const row = document.createElement("div");
    const [term, description] = [document.createElement("dt"), document.createElement("dd")];
    term.textContent = name;
    description.textContent = value;
    row.append(term, description);
    return row;
  });
}

const SPACE = "http://www.w3.org/2000/svg";
const SIZE = 220;
const MARGIN = 24;

// North up, from the hollow circle (here) to the filled one; degrees of longitude drawn as long as they are here.
export function drawWay(line: [number, number][], caption: string): SVGElement {
  const scale = Math.cos((line[0]![1] * Math.PI) / 180);
  const flat = line.map(([lon, lat]) => [lon * scale, -lat] as const);
  const [xs, ys] = [flat.map(([x]) => x), flat.map(([, y]) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const span = Math.max(Math.max(...xs) - left, Math.max(...ys) - top) || 1;
  const place = (value: number, from: number): number => MARGIN + ((value - from) / span) * (SIZE - 2 * MARGIN);
  const points = flat.map(([x, y]) => [place(x, left), place(y, top)] as const);
  const svg = part("svg", { viewBox: `0 0 ${SIZE} ${SIZE}`, role: "img", "aria-label": caption, class: "way" });
  svg.append(part("polyline", { points: points.map((pair) => pair.join(",")).join(" "), class: "line" }));
  for (const [at, kind] of [[points[0]!, "here"], [points.at(-1)!, "open"]] as const) {
    svg.append(part("circle", { cx: at[0], cy: at[1], r: 8, class: kind }));
  }
  const text = part("text", { x: 6, y: 16 });
  text.textContent = `↑ ${caption}`;
  svg.append(text);
  return svg;
}

function part(tag: string, attributes: Record<string, string | number>): SVGElement {
  const element = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}
