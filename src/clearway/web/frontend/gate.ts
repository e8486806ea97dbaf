// The gatekeeper's page: scan or type, one verdict in colour, word and sound. Everything is decided on this phone.
import { count, send } from "./gate-counts";
import { type Coded, fetchCodes, openCode, tidy } from "./gate-codes";
import { type GateHere, type Known, load } from "./gate-data";
import { Scanner, prepare } from "./gate-scan";
import { sound, wake } from "./gate-sound";
import { fresh, revoked } from "./gate-status";
import { asks } from "./gate-trust";
import { UsedHere } from "./gate-used";
import "./gate-verifier";
import { type Verdict, verify } from "./gate-verify";
import { drawWay, field, rows } from "./gate-view";
import { type Language, type Word, say, sayBearing, sayCode, sayMoment, sayPurpose, speak, spoken } from "./gate-words";

const GATE = "clearway-gate-number";
const RENEW_MS = 15 * 60_000;
const now = (): number => Math.floor(Date.now() / 1000);
const used = new UsedHere(now);
let known: Known | null = null;
// Whether all of it was fetched through the service worker, so that it is there without a network.
let keptHere = false;
let told: { verdict: Verdict; coded?: Coded } | null = null;

const byId = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;
const select = byId<HTMLSelectElement>("gate");
const scanner = new Scanner(byId<HTMLVideoElement>("video"), scanned);

// ---- what is known

async function renew(): Promise<void> {
  const kept = !("serviceWorker" in navigator) || navigator.serviceWorker.controller !== null;
  const fetched = await load(now()).catch(() => null);
  // A list that could not be had this time is not forgotten: what was revoked stays so.
  if (fetched) known = { ...fetched, lists: new Map([...(known?.lists ?? []), ...fetched.lists]) };
  keptHere = keptHere || (kept && known !== null);
  await used.forget().catch(() => undefined);
  await send().catch(() => undefined);
  fillGates();
  draw();
  const gate = Number(select.value);
  if (gate) void fetchCodes(gate);
}

function fillGates(): void {
  const chosen = localStorage.getItem(GATE) ?? select.value;
  const gates = known?.gates ?? [];
  const options = gates.map((gate) => new Option(`${gate.number} · ${gate[spoken()]}`, String(gate.number)));
  select.replaceChildren(new Option(say("choose"), ""), ...options);
  select.value = gates.some((gate) => String(gate.number) === chosen) ? chosen : "";
}

function gateHere(): GateHere | undefined {
  return known?.gates.find((gate) => String(gate.number) === select.value);
}

// ---- judging

async function scanned(text: string): Promise<void> {
  const gate = gateHere();
  if (!known || !gate) return flag("chooseFirst");
  const lists = (iss: string, list: string) => known!.lists.get(`${iss}/${list}`);
  show({ verdict: await verify(text, { trust: known.trust, lists, gate: gate.number, now: now(), used }) });
}

async function typed(): Promise<void> {
  const gate = gateHere();
  if (!known || !gate) return flag("chooseFirst");
  if (!asks(known.trust, gate.number, now())) return show({ verdict: OPEN });
  const code = tidy(byId<HTMLInputElement>("short").value);
  if (!code) return flag("shortTypo");
  const codes = await fetchCodes(gate.number);
  const coded = codes && (await openCode(code, gate.number, codes));
  if (!coded) return flag("shortUnknown");
  show({ verdict: await judgeCode(coded, known), coded });
}

const OPEN: Verdict = { verdict: "gate_not_authorised", code: "gate_not_authorised" };

// The same questions as of a token; its signature is the county's list in which the code was found.
async function judgeCode(coded: Coded, here: Known): Promise<Verdict> {
  const reject = (code: Verdict["code"]): Verdict => ({ verdict: "reject", code });
  if (now() < coded.nbf - 120) return reject("not_yet_valid");
  if (now() >= coded.exp + 120) return reject("expired");
  const list = here.lists.get(`${here.iss}/${coded.list}`);
  if (list && revoked(list, coded.index)) return reject("revoked");
  if (coded.uses && !(await used.take(coded.id, coded.uses, coded.exp + 120))) return reject("already_used");
  if (list && fresh(list, now())) return { verdict: "accept", code: "ok" };
  return { verdict: "accept_warn", code: "status_stale" };
}

// ---- telling

function show(judged: { verdict: Verdict; coded?: Coded }): void {
  told = judged;
  const { verdict, pass } = judged.verdict;
  sound(verdict !== "reject");
  count(Number(select.value), judged.coded?.purpose ?? pass?.purpose ?? 0, verdict);
  draw();
  byId("verdict").focus();
}

function flag(word: Word): void {
  byId("flag").textContent = say(word);
  byId("flag").hidden = false;
}

function draw(): void {
  document.documentElement.lang = spoken() === "zh" ? "zh-CN" : "en";
  for (const element of document.querySelectorAll<HTMLElement>("[data-say]")) {
    element.textContent = say(element.dataset.say as Word);
  }
  byId("language").lang = spoken() === "zh" ? "en" : "zh-CN";
  byId("scan").textContent = say(scanner.running ? "stop" : "scan");
  drawState();
  drawGate();
  drawVerdict();
}

function drawState(): void {
  const stamps = [...(known?.lists.values() ?? [])].map(({ iat }) => iat);
  const stale = known && [...known.lists.values()].some((list) => !fresh(list, now()));
  const expired = known && known.trust.exp <= now();
  const state = byId("state");
  state.dataset.ready = String(keptHere);
  const updated = known ? `${say("updated")} ${sayMoment(Math.max(...stamps, known.trust.iat))}` : say("never");
  state.textContent = keptHere ? `${say("ready")} · ${updated}` : updated;
  const warning = byId("stale");
  warning.hidden = !stale && !expired;
  warning.textContent = expired ? say("expiredTrust") : say("staleLists");
}

function drawGate(): void {
  const gate = gateHere();
  const note = byId("gate-note");
  if (known && !known.gates.length) note.textContent = say("none");
  else if (!gate || !known) note.textContent = "";
  else if (asks(known.trust, gate.number, now())) note.textContent = `${gate.approval} · ${say("ends")} ${sayMoment(gate.ends)}`;
  else note.textContent = say("openTold");
  document.body.dataset.open = String(Boolean(gate && known && !asks(known.trust, gate.number, now())));
  const phone = byId<HTMLAnchorElement>("phone");
  phone.href = `tel:${gate?.phone ?? "12345"}`;
  phone.textContent = `${say("duty")} ${gate?.phone ?? "12345"}`;
}

function drawVerdict(): void {
  const panel = byId("verdict");
  panel.hidden = !told;
  byId("pass").replaceChildren();
  byId("identity").hidden = told?.verdict.pass?.check === undefined || told.verdict.verdict === "reject";
  if (!told) return;
  const { verdict, code, pass } = told.verdict;
  panel.dataset.verdict = verdict;
  panel.dataset.code = code;
  byId("word").textContent = say(verdict);
  byId("why").textContent = reason(told.verdict);
  const { coded } = told;
  if (verdict === "reject") return;
  const facts: [Word, string][] = [];
  if (pass?.name) facts.push(["name", pass.name]);
  if (pass ?? coded) facts.push(["purpose", sayPurpose(pass?.purpose ?? coded!.purpose)]);
  if (pass ?? coded) facts.push(["until", sayMoment(Number(pass?.exp ?? coded!.exp))]);
  if (pass?.companions ?? coded?.companions) facts.push(["companions", String(pass?.companions ?? coded?.companions)]);
  byId("pass").replaceChildren(...rows(facts.map(([word, value]) => [say(word), value])));
}

function reason({ verdict, code }: Verdict): string {
  if (verdict === "accept") return "";
  if (verdict === "gate_not_authorised") return say("openTold");
  return verdict === "reject" ? `${sayCode(code)}。${say("rejectTold")}` : sayCode(code);
}

// ---- the holder's card, on this phone alone

async function compare(): Promise<void> {
  const pass = told?.verdict.pass;
  const written = byId<HTMLInputElement>("id-number");
  if (!pass || pass.check === undefined) return;
  const key = await crypto.subtle.importKey("raw", Uint8Array.from(pass.cti), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const number = new TextEncoder().encode(written.value.replace(/\s/g, "").toUpperCase());
  const digest = new Uint8Array(await crypto.subtle.sign("HMAC", key, number));
  const digits = digest.reduce((sum, byte) => (sum * 256n + BigInt(byte)) % 10_000n, 0n);
  written.value = "";
  byId("id-told").textContent = say(Number(digits) === pass.check ? "idSame" : "idOther");
}

// ---- emergencies need no pass

function emergency(): void {
  const gate = gateHere();
  if (gate) count(gate.number, 0, "emergency");
  sound(true);
  const panel = byId("emergency-told");
  const near = gate?.nearest;
  const way = near
    ? `${say("nearest")}: ${sayBearing(near.bearing)} ${near.metres} m, ${say("minutes", { n: near.minutes })}`
    : say("noNearest");
  panel.replaceChildren(field("strong", say("emergencyTold")), field("p", say("emergencyWhy")), field("p", way));
  if (near) panel.append(drawWay(near.line, say("north")));
  const call = document.createElement("a");
  call.href = `tel:${gate?.phone ?? "12345"}`;
  call.className = "button second";
  call.textContent = `${say("duty")} ${gate?.phone ?? "12345"}`;
  panel.append(call);
  panel.hidden = false;
  panel.focus();
}

// ---- hands on

async function toggle(): Promise<void> {
  wake();
  byId("flag").hidden = true;
  if (scanner.running) scanner.stop();
  else await scanner.start().catch(() => flag("camera"));
  byId("finder").hidden = !scanner.running;
  draw();
}

function chooseLanguage(language: Language): void {
  speak(language);
  localStorage.setItem("clearway-gate-language", language);
  fillGates();
  draw();
}

function listen(): void {
  byId("scan").addEventListener("click", () => void toggle());
  byId("emergency").addEventListener("click", () => { wake(); emergency(); });
  byId("short-form").addEventListener("submit", (event) => { event.preventDefault(); wake(); byId("flag").hidden = true; void typed(); });
  byId("id-form").addEventListener("submit", (event) => { event.preventDefault(); void compare(); });
  byId("language").addEventListener("click", () => chooseLanguage(spoken() === "zh" ? "en" : "zh"));
  byId("again").addEventListener("click", () => {
    told = null;
    scanner.forget();
    byId("id-told").textContent = "";
    byId<HTMLInputElement>("short").value = "";
    draw();
    byId("scan").focus();
  });
  select.addEventListener("change", () => {
    localStorage.setItem(GATE, select.value);
    told = null;
    if (select.value) void fetchCodes(Number(select.value));
    draw();
  });
  window.addEventListener("online", () => void renew());
}

const wanted = localStorage.getItem("clearway-gate-language") ?? document.documentElement.lang;
speak(wanted.startsWith("en") ? "en" : "zh");
listen();
draw();
prepare();
const ready = "serviceWorker" in navigator ? navigator.serviceWorker.register("/gate/worker.js", { scope: "/gate/" }) : null;
void Promise.resolve(ready).catch(() => undefined);
navigator.serviceWorker?.addEventListener("controllerchange", () => void renew());
void renew();
setInterval(() => void renew(), RENEW_MS);
