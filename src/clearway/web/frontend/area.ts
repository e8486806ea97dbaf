// An area drawn corner by corner, by taps or, for the keyboard, in the middle of the map (buttons area-draw, area-corner,
// area-done; #area-told says how). While one is drawn, taps belong to it.
import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import { whenReady } from "./drawn";

export type Corner = [number, number];

export interface AreaTool {
  drawing: () => boolean;
  corner: (at: Corner) => void;
}

export function areaTool(map: MapLibre, done: (area: string) => void, switched: (on: boolean) => void = () => {}): AreaTool {
  const [drawn, corner, finished, told] = ["area-draw", "area-corner", "area-done", "area-told"].map((id) => document.getElementById(id));
  let corners: Corner[] | null = null;
  const show = (): void => { void (map.getSource("corners") as GeoJSONSource | undefined)?.setData(ring(corners ?? [])); };
  const turn = (on: boolean): void => {
    corners = on ? [] : null;
    drawn?.setAttribute("aria-pressed", String(on));
    for (const button of [corner, finished]) if (button) button.hidden = !on;
    if (told) told.textContent = on ? (told.dataset.drawing ?? "") : "";
    switched(on);
    show();
  };
  const add = (at: Corner): void => {
    corners?.push(at);
    show();
  };
  whenReady(map, () => {
    map.addSource("corners", { type: "geojson", data: ring([]) });
    map.addLayer({ id: "corners", type: "line", source: "corners", paint: { "line-color": "#b3261e", "line-width": 2, "line-dasharray": [2, 2] } });
    map.addLayer({ id: "corner-dots", type: "circle", source: "corners", filter: ["==", ["geometry-type"], "Point"], paint: { "circle-radius": 4, "circle-color": "#b3261e" } });
    show();
  });
  drawn?.addEventListener("click", () => turn(corners === null));
  corner?.addEventListener("click", () => add(map.getCenter().toArray() as Corner));
  finished?.addEventListener("click", () => {
    const area = (corners ?? []).map((at) => at.map((one) => one.toFixed(6)).join(",")).join(";");
    turn(false);
    if (area) done(area);
  });
  return { drawing: () => corners !== null, corner: add };
}

function ring(points: Corner[]) {
  const line = { type: "LineString" as const, coordinates: points.length > 2 ? [...points, points[0]!] : points };
  const dots = points.map((at) => ({ type: "Point" as const, coordinates: at }));
  const shapes = points.length > 1 ? [line, ...dots] : dots;
  return { type: "FeatureCollection" as const, features: shapes.map((geometry) => ({ type: "Feature" as const, properties: {}, geometry })) };
}
