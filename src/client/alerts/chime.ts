/** The sound of a message: two quiet notes, made on the spot. */

/** In hertz: a fifth, upwards. */
const NOTES = [587.33, 880];

/** In seconds: from one note to the next, and until a note has died away. */
const STEP = 0.09;
const DECAY = 0.35;

/** How loud a note begins; 1 is as loud as it can be. */
const LOUDNESS = 0.06;

/** Milliseconds after which a browser that has not let the page sound will not. */
const PATIENCE = 500;

/** Plays it, unless the browser keeps a page silent that nobody has touched yet. */
export async function chime(): Promise<void> {
  const audio = new AudioContext();
  const timeout = new Promise((done) => setTimeout(done, PATIENCE));
  // What is kept waiting would sound at the next touch, when nothing has come.
  await Promise.race([audio.resume(), timeout]);
  if (audio.state === "running") await play(audio);
  await audio.close();
}

function play(audio: AudioContext): Promise<unknown> {
  const notes = NOTES.map((pitch, i) => {
    const start = audio.currentTime + i * STEP;
    const note = new OscillatorNode(audio, { frequency: pitch });
    const volume = new GainNode(audio, { gain: 0 });
    volume.gain.setValueAtTime(LOUDNESS, start);
    volume.gain.exponentialRampToValueAtTime(LOUDNESS / 1_000, start + DECAY);
    note.connect(volume).connect(audio.destination);
    note.start(start);
    note.stop(start + DECAY);
    return new Promise((ended) => note.addEventListener("ended", ended));
  });
  return Promise.all(notes);
}
