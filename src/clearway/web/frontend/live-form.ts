// A form whose answer is told while it is being filled in. The last state of the form is always asked and always
// wins: an answer is shown only while the form still stands as it was asked, and a question that got lost is asked again.

const PAUSE_MS = 300;
const GIVE_UP_MS = 30_000;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 30_000;

const form = document.querySelector<HTMLFormElement>("form[data-live]");
const panel = document.getElementById(form?.dataset.liveInto ?? "");

if (form && panel) follow(form, panel);

function follow(form: HTMLFormElement, panel: HTMLElement): void {
  let told = touched(form) ? "" : state(form);
  let asking: AbortController | null = null;
  let timer = 0;
  let failures = 0;

  const later = (wait = PAUSE_MS): void => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void ask(), wait);
    panel.setAttribute("aria-busy", "true");
  };

  const ask = async (): Promise<void> => {
    asking?.abort();
    const mine = (asking = new AbortController());
    const asked = state(form);
    try {
      const answer = await answerTo(form, mine.signal);
      if (mine.signal.aborted) return;
      failures = 0;
      note(form, "");
      if (state(form) !== asked) return later();
      told = asked;
      asking = null;
      replace(panel, answer);
      panel.removeAttribute("aria-busy");
    } catch {
      if (mine.signal.aborted) return;
      note(form, form.dataset.liveFailed ?? "");
      later(Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures++));
    }
  };

  const changed = (): void => { if (asking || state(form) !== told) later(); };
  for (const event of ["input", "change"]) form.addEventListener(event, changed);
  // What a browser fills in by itself (back, reload) raises no event; what was asked when the line broke is lost.
  window.addEventListener("pageshow", () => { if (state(form) !== told) later(); });
  window.addEventListener("online", () => { if (state(form) !== told) later(0); });
}

function state(form: HTMLFormElement): string {
  return new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)])).toString();
}

async function answerTo(form: HTMLFormElement, signal: AbortSignal): Promise<string> {
  const ends = AbortSignal.any([signal, AbortSignal.timeout(GIVE_UP_MS)]);
  const reply = await fetch(form.dataset.live!, { method: "POST", body: new FormData(form), redirect: "error", signal: ends });
  if (!reply.ok) throw new Error(String(reply.status));
  return reply.text();
}

// Whoever stood on a control of the panel by keyboard stands on it again; whoever listens is told the answer.
function replace(panel: HTMLElement, answer: string): void {
  const stood = panel.contains(document.activeElement) ? document.activeElement?.id : "";
  panel.innerHTML = answer;
  const said = document.getElementById("live-said");
  if (said) said.textContent = panel.querySelector("[data-told]")?.textContent?.trim() ?? "";
  if (stood) document.getElementById(stood)?.focus({ preventScroll: true });
}

function note(form: HTMLFormElement, text: string): void {
  const line = document.getElementById("live-note");
  if (line && line.textContent !== text) line.textContent = text;
  if (line) line.hidden = !text;
}

function touched(form: HTMLFormElement): boolean {
  return [...form.elements].some((one) => {
    if (one instanceof HTMLSelectElement) return [...one.options].some((option) => option.selected !== option.defaultSelected && option.index > 0);
    if (one instanceof HTMLInputElement && ["checkbox", "radio"].includes(one.type)) return one.checked !== one.defaultChecked;
    return (one instanceof HTMLInputElement || one instanceof HTMLTextAreaElement) && one.type !== "hidden" && one.value !== one.defaultValue;
  });
}
