// The report form's map: a tap sets the pin and fills the two fields. Without a map the list of places serves.
import { Marker } from "maplibre-gl";
import { draw, whenReady } from "./drawn";
import { openMap } from "./open-map";

const element = document.getElementById("map");
const lat = document.querySelector<HTMLInputElement>("input[name=lat]");
const lon = document.querySelector<HTMLInputElement>("input[name=lon]");
const told = document.getElementById("pin-told");
const opened = element && lat && lon ? openMap(element) : null;

if (opened) {
  const marker = new Marker({ color: "#b3261e", draggable: true });
  const place = (at: { lat: number; lng: number }): void => {
    marker.setLngLat(at).addTo(opened.map);
    lat!.value = at.lat.toFixed(6);
    lon!.value = at.lng.toFixed(6);
    if (told) told.textContent = told.dataset.set ?? "";
    element!.dataset.pin = `${lon!.value},${lat!.value}`;
    lat!.dispatchEvent(new Event("input", { bubbles: true }));
  };
  opened.map.on("click", (event) => place(event.lngLat));
  marker.on("dragend", () => place(marker.getLngLat()));
  if (lat!.value && lon!.value) place({ lat: Number(lat!.value), lng: Number(lon!.value) });
  followChoice();
  offerCentre(place);
  followAnswer();
  document.addEventListener("clearway:located", ((event: CustomEvent<{ lat: number; lng: number }>) => {
    opened.map.jumpTo({ center: [event.detail.lng, event.detail.lat], zoom: 16 });
    place(event.detail);
  }) as EventListener);
}

// The chosen compound or village comes into view; the pin stays where it was set.
function followChoice(): void {
  const select = document.querySelector<HTMLSelectElement>("#place_code");
  select?.addEventListener("change", () => {
    const { lat, lon } = select.selectedOptions[0]?.dataset ?? {};
    if (lat && lon) opened!.map.jumpTo({ center: [Number(lon), Number(lat)], zoom: 15.5 });
  });
}

// What closing the ways chosen would do is drawn as often as the answer beside the form changes.
function followAnswer(): void {
  const panel = document.getElementById("verdict");
  if (!panel) return;
  whenReady(opened!.map, () => draw(opened!.map));
  new MutationObserver(() => whenReady(opened!.map, () => draw(opened!.map))).observe(panel, { childList: true });
}

// For people who steer by keyboard: the pin can be set in the middle of the map.
function offerCentre(place: (at: { lat: number; lng: number }) => void): void {
  const button = document.getElementById("pin-centre");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => place(opened!.map.getCenter()));
}
