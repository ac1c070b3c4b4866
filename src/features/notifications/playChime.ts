/** Two short notes, the second higher. */
const notes = [
  { hertz: 660, atS: 0 },
  { hertz: 880, atS: 0.12 },
];
const noteS = 0.25;
const loudness = 0.15;

/** Browsers let a page sound only after somebody has used it. */
export function canPlay(): boolean {
  return !('userActivation' in navigator) || navigator.userActivation.hasBeenActive;
}

/** A short sound, made here: no file has to be loaded. */
export function playChime(): void {
  const context = new AudioContext();
  let last: OscillatorNode | null = null;
  for (const { hertz, atS } of notes) {
    const start = context.currentTime + atS;
    const volume = new GainNode(context, { gain: 0 });
    volume.gain.setValueAtTime(loudness, start);
    volume.gain.exponentialRampToValueAtTime(0.001, start + noteS);
    const note = new OscillatorNode(context, { frequency: hertz });
    note.connect(volume).connect(context.destination);
    note.start(start);
    note.stop(start + noteS);
    last = note;
  }
  // Browsers allow a page only a few at a time.
  last?.addEventListener('ended', () => void context.close());
}
