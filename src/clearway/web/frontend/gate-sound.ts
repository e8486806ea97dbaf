// A verdict one can hear: two rising tones let through, one long low tone asks to look. Loud enough beside a road.
let audio: AudioContext | null = null;

// Browsers let a page sound only after a tap.
export function wake(): void {
  try {
    audio ??= new AudioContext();
    void audio.resume();
  } catch {
    audio = null;
  }
}

export function sound(open: boolean): void {
  if (!audio) return;
  const tones = open ? [[880, 0, 0.12], [1320, 0.13, 0.16]] : [[330, 0, 0.45]];
  for (const [pitch, start, length] of tones) tone(audio, pitch!, start!, length!);
  navigator.vibrate?.(open ? 80 : [80, 60, 200]);
}

function tone(context: AudioContext, pitch: number, start: number, length: number): void {
  const [oscillator, gain] = [context.createOscillator(), context.createGain()];
  oscillator.frequency.value = pitch;
  gain.gain.setValueAtTime(0.4, context.currentTime + start);
  gain.gain.exponentialRampToValueAtTime(0.001, context.currentTime + start + length);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(context.currentTime + start);
  oscillator.stop(context.currentTime + start + length);
}
