// The live map beside its list: marks open popups, "show on the map" in the list moves the map.
import { openMap } from "./open-map";
import { openPopups } from "./popup";

const element = document.getElementById("map");
const opened = element ? openMap(element) : null;

if (opened) {
  const { map, settings } = opened;
  openPopups(map, settings.language);
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-lon]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      map.flyTo({ center: [Number(button.dataset.lon), Number(button.dataset.lat)], zoom: 15.5 });
      element!.scrollIntoView({ block: "nearest" });
      map.getCanvas().focus();
    });
  }
  setInterval(() => { if (!document.hidden) refresh(); }, 30_000);
}

function refresh(): void {
  const source = opened?.map.getSource("live") as { setTiles?: (tiles: string[]) => void; tiles?: string[] } | undefined;
  if (source?.setTiles && source.tiles) source.setTiles([...source.tiles]);
}
